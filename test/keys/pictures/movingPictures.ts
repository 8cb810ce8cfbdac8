// Films the README's moving pictures in a real window of the newest VS Code:
//   npm run package && node test/keys/pictures/movingPictures.ts [typing] [fill]
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startFimServer } from '../../server/fimServer.ts';
import { REALISTIC_LATENCY } from '../../server/latency.ts';
import { projectDir } from '../../vscode/install.ts';
import { vsixPath } from '../../vscode/packaged.ts';
import { demoDir } from '../../vscode/profile.ts';
import { film } from './movingPicture.ts';
import { openWindow, type Window } from '../window/window.ts';

/** Of the picture, in pixels, as in the other pictures; and how many lines of the editor are in view. */
const size = { width: 760, lineHeight: 22, lines: 12 };
/** Lines above the function, which the picture leaves out. */
const skippedLines = 2;

const settings = {
  'workbench.colorTheme': 'Default Dark Modern',
  'breadcrumbs.enabled': false,
  'editor.fontSize': 14,
  'editor.lineHeight': size.lineHeight,
  'editor.lightbulb.enabled': 'off',
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.quickSuggestions': false,
  'editor.renderLineHighlight': 'none',
  'editor.suggestOnTriggerCharacters': false,
  'screencastMode.fontSize': 24,
  'screencastMode.keyboardOptions': { showKeys: false, showKeybindings: true, showCommands: false },
  'screencastMode.keyboardOverlayTimeout': 900,
  // So that keys are shown at the picture's lower edge.
  'screencastMode.verticalOffset': 38,
  'typescript.validate.enable': false,
};

const head = [
  "import type { Parcel } from './parcel.ts';",
  '',
  'export function countByCity(parcels: readonly Parcel[]): Map<string, number> {',
];

/** Milliseconds between two keys. A choice: 100 words a minute, so that a reader can follow. So are the pauses below. */
const keyMs = 120;

const fillText = [
  'const counts = new Map<string, number>();',
  'for (const { city, status } of parcels) {',
  "  if (status !== 'returned') counts.set(city, (counts.get(city) ?? 0) + 1);",
  '}',
  'return counts;',
].join('\n  ');

interface Scene {
  /** Lines of the file, with `█` for the cursor. */
  lines: readonly string[];
  /** What the model answers in place of what it finds in the demo workspace. */
  answer?: string;
  act: (window: Window) => Promise<void>;
}

const pause = (window: Window, ms: number) => window.page.waitForTimeout(ms);

const scenes: Readonly<Record<string, Scene>> = {
  typing: {
    lines: [...head, '  █', '}', ''],
    act: async (window) => {
      await pause(window, 700);
      await window.type('const cou', { delay: keyMs });
      await window.waitForGhostText(/^nts = new Map<string, number>\(\);/);
      await pause(window, 900);
      await window.press('Tab');
      await pause(window, 500);
      await window.press('Enter');
      await window.waitForGhostText(/^for [^]*}$/);
      await pause(window, 900);
      await window.type('for (const', { delay: keyMs });
      await pause(window, 500);
      await window.press('Tab');
      await pause(window, 500);
      await window.press('Enter');
      await window.waitForGhostText(/^return/);
      await pause(window, 900);
      await window.press('Tab');
      await window.waitForText('return counts;');
      await pause(window, 1_000);
    },
  },
  fill: {
    lines: [...head, '█  // leave out what was returned', "  throw new Error('not yet');", '}', ''],
    answer: fillText,
    act: async (window) => {
      await pause(window, 500);
      await window.press('Shift+ArrowDown');
      await pause(window, 300);
      await window.press('Shift+ArrowDown');
      await pause(window, 900);
      await window.press('Alt+Shift+E');
      await window.page.locator('.codelens-decoration', { hasText: 'Another' }).waitFor();
      await pause(window, 1_500);
      await window.press('Tab');
      await window.page.locator('.codelens-decoration').waitFor({ state: 'detached' });
      await pause(window, 1_000);
    },
  },
};

async function take(name: string, { lines, answer, act }: Scene): Promise<void> {
  const server = await startFimServer({ folder: demoDir, latency: { ...REALISTIC_LATENCY, sigma: 0 } });
  if (answer !== undefined) server.fault({ text: answer }, { times: Infinity });
  const window = await openWindow({
    vsix: vsixPath(),
    settings: { ...settings, 'infill.endpoint': server.url },
    env: { MISTRAL_API_KEY: 'test-key' },
  });
  try {
    const { page } = window;
    await page.setViewportSize({ width: 960, height: 600 });
    const text = lines.join('\n');
    await writeFile(join(window.folder, 'cli/cities.ts'), text.replace('█', ''));
    await window.command('View: Toggle Primary Side Bar Visibility');
    await window.openFile('cli/cities.ts');
    await window.command('Developer: Toggle Screencast Mode');
    const above = text.slice(0, text.indexOf('█')).split('\n');
    await window.setCursor(above.length, above.at(-1)!.length + 1);
    // The language server colours names a second time, when it has read the workspace.
    await page.locator('.statusbar-item', { hasText: 'Initializing' }).waitFor({ state: 'detached' });
    await page.mouse.move(900, 300);
    await page.locator('.screencast-keyboard:empty').waitFor({ state: 'attached' });
    const editor = page.locator('.editor-group-container.active .monaco-editor').first();
    const { x, y } = (await editor.boundingBox())!;
    const clip = { x, y: y + skippedLines * size.lineHeight, width: size.width, height: size.lines * size.lineHeight };
    const moving = await film(page, clip, () => act(window));
    await writeFile(join(projectDir, `media/${name}.png`), moving);
    console.log(`media/${name}.png: ${Math.round(moving.length / 1024)} kB`);
  } finally {
    await window.close();
    await server.close();
  }
}

for (const [name, scene] of Object.entries(scenes))
  if (process.argv.length === 2 || process.argv.includes(name)) await take(name, scene);
