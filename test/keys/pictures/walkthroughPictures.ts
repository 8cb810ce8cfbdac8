// Draws the walkthrough's own pictures, from a real window of the newest VS Code:
//   npm run package && node test/keys/pictures/walkthroughPictures.ts
import { join } from 'node:path';
import { startFimServer } from '../../server/fimServer.ts';
import { projectDir } from '../../vscode/install.ts';
import { vsixPath } from '../../vscode/packaged.ts';
import { sampleDir } from '../../vscode/profile.ts';
import { editorIsReady, openWindow, type Window } from '../window/window.ts';

/** In pixels. */
const size = { width: 760, height: 470 };

const settings = {
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.reduceMotion': 'on',
  'workbench.sideBar.location': 'right',
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.quickSuggestions': false,
  'editor.fontSize': 13,
  'infill.models': ['codestral-latest', 'codestral-2508'],
};

const server = await startFimServer({ folder: sampleDir, keys: ['a-key'] });
const take = ({ page }: Window, name: string, clip: { x: number; y: number }, height = size.height) =>
  page.screenshot({ path: join(projectDir, `media/walkthrough-${name}.png`), clip: { ...clip, ...size, height } });

const windows: Window[] = [];

/** Opens a window that shows little but its editor. VS Code in a browser reads the endpoint only at its start. */
async function openPlainWindow(more: object = {}): Promise<Window> {
  const window = await openWindow({ vsix: vsixPath(), settings: { ...settings, ...more } });
  windows.push(window);
  await window.page.setViewportSize({ width: 960, height: 620 });
  await window.command('Notifications: Clear All Notifications');
  await window.command('View: Toggle Primary Side Bar Visibility');
  return window;
}

async function takeKey(): Promise<void> {
  const window = await openPlainWindow();
  const { page } = window;

  // The box names Mistral's own host.
  await window.command('infill.setApiKey');
  const box = page.locator('.quick-input-widget');
  await page.locator('.quick-input-box input[type=password]').waitFor();
  await page.keyboard.insertText('0123456789abcdefghijklmnopqrstuv');
  const { x } = (await box.boundingBox())!;
  await take(window, 'key', { x: Math.max(0, x - (size.width - 600) / 2), y: 0 }, 160);
}

async function takeOthers(): Promise<void> {
  const endpoint = { 'infill.endpoint': server.url };
  const window = await openPlainWindow(endpoint);
  const { page } = window;
  await window.waitForStatus('Infill has no API key for 127.0.0.1');
  await window.command('infill.setApiKey');
  await page.locator('.quick-input-box input[type=password]').waitFor();
  await window.answer('a-key');
  await window.waitForStatus('Infill is ready');
  await window.command('Notifications: Clear All Notifications');
  await window.command('infill.openSample');
  await page.locator('.tab.active', { hasText: 'Untitled-1' }).waitFor();
  await editorIsReady(page);
  await window.type('return', { delay: 60 });
  await window.waitForGhostText(/^ sum/);
  const editor = (await page.locator('.editor-group-container.active').first().boundingBox())!;
  await take(window, 'try', editor, 430);

  await window.press('Escape');
  const both = { 'editor.quickSuggestions': true, 'editor.suggest.selectionMode': 'never' };
  await window.changeSettings({ ...settings, ...endpoint, ...both });
  for (let left = 'return'.length; left > 0; left--) await window.press('Backspace');
  await window.type('retu', { delay: 60 });
  await window.waitForSuggestWidget();
  await window.waitForGhostText(/^rn sum/);
  await take(window, 'list', editor, 430);

  await window.press('Escape');
  await window.press('Escape');
  await window.clickStatusBarItem();
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Turn Off for Untitled-1' }).waitFor();
  await take(window, 'choose', { x: 100, y: 0 });
}

try {
  await takeKey();
  await takeOthers();
} finally {
  for (const window of windows) await window.close();
  await server.close();
}
