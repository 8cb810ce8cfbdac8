// Draws the walkthrough's own pictures, from a real window of the newest VS Code:
//   npm run package && node test/keys/pictures/walkthroughPictures.ts
import { join } from 'node:path';
import { startFimServer } from '../../server/fimServer.ts';
import { projectDir } from '../../vscode/install.ts';
import { vsixPath } from '../../vscode/packaged.ts';
import { sampleDir } from '../../vscode/profile.ts';
import { editorIsReady, openWindow } from '../window/window.ts';

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
const window = await openWindow({ vsix: vsixPath(), settings });
const { page } = window;
const take = (name: string, clip: { x: number; y: number }, height = size.height) =>
  page.screenshot({ path: join(projectDir, `media/walkthrough-${name}.png`), clip: { ...clip, ...size, height } });

try {
  await page.setViewportSize({ width: 960, height: 620 });
  await window.command('Notifications: Clear All Notifications');
  await window.command('View: Toggle Primary Side Bar Visibility');

  // The box names Mistral's own host.
  await window.command('infill.setApiKey');
  const box = page.locator('.quick-input-widget');
  await page.locator('.quick-input-box input[type=password]').waitFor();
  await page.keyboard.insertText('0123456789abcdefghijklmnopqrstuv');
  const { x } = (await box.boundingBox())!;
  await take('key', { x: Math.max(0, x - (size.width - 600) / 2), y: 0 }, 160);
  await window.press('Escape');

  await window.changeSettings({ ...settings, 'infill.endpoint': server.url });
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
  await take('try', editor, 430);

  await window.press('Escape');
  const both = { 'editor.quickSuggestions': true, 'editor.suggest.selectionMode': 'never' };
  await window.changeSettings({ ...settings, 'infill.endpoint': server.url, ...both });
  for (let left = 'return'.length; left > 0; left--) await window.press('Backspace');
  await window.type('retu', { delay: 60 });
  await window.waitForSuggestWidget();
  await window.waitForGhostText(/^rn sum/);
  await take('list', editor, 430);

  await window.press('Escape');
  await window.press('Escape');
  await window.clickStatusBarItem();
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Turn Off for Untitled-1' }).waitFor();
  await take('choose', { x: 100, y: 0 });
} finally {
  await window.close();
  await server.close();
}
