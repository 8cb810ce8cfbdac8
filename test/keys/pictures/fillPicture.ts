// Draws the README's picture of Fill Selection, from a real window of the newest VS Code:
//   npm run package && node test/keys/pictures/fillPicture.ts
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startFimServer } from '../../server/fimServer.ts';
import { tokenize } from '../../server/tokens.ts';
import { launchBrowser } from '../../vscode/browser.ts';
import { projectDir } from '../../vscode/install.ts';
import { vsixPath } from '../../vscode/packaged.ts';
import { openWindow } from '../window/window.ts';

const lines = [
  "import type { Parcel } from './parcel.ts';",
  '',
  'export function countByCity(parcels: readonly Parcel[]): Map<string, number> {',
  '  // leave out what was returned',
  "  throw new Error('not yet');",
  '}',
  '',
];
const body = [
  'const counts = new Map<string, number>();',
  'for (const { city, status } of parcels) {',
  "  if (status !== 'returned') counts.set(city, (counts.get(city) ?? 0) + 1);",
  '}',
  'return counts;',
].join('\n  ');
/** Where the stream rests, for the second step. In tokens. */
const restsAfter = tokenize(body.slice(0, body.indexOf('(counts.get'))).length;
/** Lines above the function. */
const skipped = 2;
/** In pixels. */
const size = { width: 760, lineHeight: 22 };

interface Step {
  title: string;
  picture: Buffer;
}

async function takeSteps(): Promise<Step[]> {
  const server = await startFimServer();
  server.fault({ text: body, stall: { tokens: restsAfter } }, { times: Infinity });
  const window = await openWindow({
    vsix: vsixPath(),
    settings: {
      'infill.endpoint': server.url,
      'workbench.colorTheme': 'Default Dark Modern',
      'breadcrumbs.enabled': false,
      'editor.lineHeight': size.lineHeight,
      'editor.minimap.enabled': false,
      'editor.lightbulb.enabled': 'off',
      'editor.occurrencesHighlight': 'off',
      'editor.renderLineHighlight': 'none',
      'editor.renderValidationDecorations': 'off',
    },
    env: { MISTRAL_API_KEY: 'test-key' },
  });
  try {
    const { page } = window;
    await writeFile(join(window.folder, 'cli/cities.ts'), lines.join('\n'));
    await window.openFile('cli/cities.ts');
    await page.mouse.move(900, 600);
    await window.setCursor(4, 1);
    // The language server colours names a second time, when it has read the workspace.
    await page.locator('.statusbar-item', { hasText: 'Initializing' }).waitFor({ state: 'detached' });

    const editor = page.locator('.editor-group-container.active .monaco-editor').first();
    const { x, y } = (await editor.boundingBox())!;
    const take = async (title: string, count: number): Promise<Step> => {
      const clip = { x, y: y + skipped * size.lineHeight, width: size.width, height: count * size.lineHeight };
      return { title, picture: await page.screenshot({ clip, caret: 'initial' }) };
    };
    await window.press('Shift+ArrowDown');
    await window.press('Shift+ArrowDown');
    const first = await take('Select what should be filled, and press Alt+Shift+E (Cmd+Alt+E)', 4);
    await window.press('Alt+Shift+E');
    await window.waitForText('counts.set');
    await page.locator('.codelens-decoration', { hasText: 'Cancel' }).waitFor();
    const second = await take('Watch the text arrive in its place', 7);
    server.release();
    await page.locator('.codelens-decoration', { hasText: 'Another' }).waitFor();
    await window.press('Tab');
    await page.locator('.codelens-decoration').waitFor({ state: 'detached' });
    return [first, second, await take('Keep it with Tab, drop it with Esc, or ask for another with Alt+Enter', 8)];
  } finally {
    await window.close();
    await server.close();
  }
}

/** Puts the steps one below the other, each under its title. */
async function writeSteps(steps: readonly Step[], file: string): Promise<void> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: size.width, height: 100 } });
    const figures = steps.map(
      ({ title, picture }, index) =>
        `<p><b>${index + 1}</b> ${title}</p><img src="data:image/png;base64,${picture.toString('base64')}">`,
    );
    await page.setContent(`<style>
      body { margin: 0; background: #181818; color: #ccc; font: 15px sans-serif; }
      p { margin: 0; padding: 12px 16px 8px; }
      b { display: inline-block; width: 22px; border-radius: 11px; background: #0078d4; color: #fff; font-size: 13px;
        line-height: 22px; margin-right: 8px; text-align: center; }
      img { display: block; width: ${size.width}px; }
    </style>${figures.join('')}`);
    await page.locator('body').screenshot({ path: file });
  } finally {
    await browser.close();
  }
}

await writeSteps(await takeSteps(), join(projectDir, 'media/fill-selection.png'));
