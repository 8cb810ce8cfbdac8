import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FimServer, startFimServer } from '../server/fimServer.ts';
import { sampleDir } from '../vscode/profile.ts';
import { editorIsReady, followsSystem, openWindow, type Window } from './window/window.ts';

describe('the first run', () => {
  let server: FimServer;
  let window: Window;
  let pictures = 0;

  before(async () => {
    server = await startFimServer({ folder: sampleDir, keys: ['good-key'] });
    // A real key is pasted in the same way; all other settings are VS Code's defaults.
    window = await openWindow({
      settings: { 'infill.endpoint': server.url, 'workbench.reduceMotion': 'on', ...followsSystem },
    });
  });
  after(async () => {
    await window.close();
    await server.close();
  });

  const record = () => window.screenshot(`first-run-${++pictures}`);
  const step = (id: string) => window.page.locator(`[data-step-id="infill.infill#start#${id}"]`);
  const isDone = (id: string) => step(id).locator('.codicon-getting-started-step-checked').waitFor();

  it('offers the walkthrough once, by one notification', async () => {
    const { buttons } = await window.waitForNotification('It needs your API key for that.');
    assert.deepEqual(buttons, ['Get Started', 'Set API Key']);
    assert.equal((await window.notifications()).length, 1);
    await record();
    await window.clickNotificationButton('Get Started');
    await step('about').waitFor();
    await window.waitForNoNotification('It needs your API key');
    await isDone('about');
    await window.page.setViewportSize({ width: 1800, height: 900 }); // in a smaller window the pictures have no place
    await window.page.locator('.gettingStartedContainer img').first().waitFor();
    await window.screenshotInEachTheme('walkthrough');
    await window.page.setViewportSize({ width: 1280, height: 800 });
  });

  it('accepts the pasted key', async () => {
    await step('key').click();
    await window.page.getByRole('button', { name: 'Set API Key' }).click();
    await window.page.locator('.quick-input-box input[type=password]').waitFor();
    await record();
    await window.page.keyboard.insertText('good-key');
    await window.press('Enter');
    await window.waitForNotification(/the key for .* works/);
    await isDone('key');
    await record();
  });

  it('completes the sample while the user types', async () => {
    await step('try').click();
    await record();
    await window.page.getByRole('button', { name: 'Open Sample' }).click();
    await window.page.locator('.tab.active', { hasText: 'Untitled-1' }).waitFor();
    await editorIsReady(window.page);
    await window.type('return', { delay: 60 });
    await window.waitForGhostText(' sum(prices[fruit] * count for fruit, count in basket.items())');
    await record();
    await window.press('Tab');
    await window.waitForText('return sum(prices[fruit] * count for fruit, count in basket.items())');
    await isDone('try');
    await window.press('ArrowDown');
    await window.press('ArrowDown');
    await window.press('ArrowDown');
    await window.press('ArrowDown');
    await window.press('End');
    await window.press('Enter');
    await window.waitForGhostText(/^"""The name of the fruit with the lowest price\."""/);
    await record();
    await window.press('Tab');
    await window.waitForText('return min(prices, key=lambda fruit: prices[fruit])');
  });

  it('fills the selection in the sample', async () => {
    await window.press('ControlOrMeta+End');
    await window.press('Shift+ArrowUp');
    await window.press('Shift+ArrowUp');
    await window.press('Alt+Shift+E');
    await window.waitForText('lines.append(f"Total: {total(basket):.2f}")');
    await window.page.locator('.codelens-decoration', { hasText: 'Another' }).waitFor();
    await record();
    await isDone('fill');
    await window.press('Tab');
    await window.page.locator('.codelens-decoration').waitFor({ state: 'detached' });
    await window.waitForText('# a line for each fruit with its count and price, then the total');
  });

  it('shows the menu, and marks all steps as done', async () => {
    await window.clickStatusBarItem();
    await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Turn Off Everywhere' }).waitFor();
    await window.press('Escape');
    await isDone('choose');
    await record();
  });

  it('has left the key in no file', async () => {
    const { userDataDir, extensionsDir } = window.parts.profile;
    const searched = [userDataDir, extensionsDir, window.folder].map(async (folder) => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
      assert.ok(files.length > 0, folder);
      for (const file of files) assert.ok(!(await readFile(file)).includes('good-key'), file);
    });
    await Promise.all(searched);
  });
});
