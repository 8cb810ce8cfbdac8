import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FimServer, startFimServer } from '../server/fimServer.ts';
import { openWindow, type Window } from './window/window.ts';

describe('from no key to ghost text', () => {
  let server: FimServer;
  let window: Window;
  const settings = () => ({ 'infill.endpoint': server.url, 'editor.quickSuggestions': false });

  before(async () => {
    server = await startFimServer({ keys: ['good-key'] });
    server.fault({ text: 'alpha' }, { times: Infinity, path: '/v1/fim/completions' });
    window = await openWindow({ settings: settings() });
    await writeFile(join(window.folder, 'states.txt'), '');
  });
  after(async () => {
    await window.close();
    await server.close();
  });

  it('reports the missing key once, at the first start', async () => {
    await window.waitForNotification('It needs your API key for that.');
    // A new file: VS Code restores unsaved text at the next start.
    await writeFile(join(window.folder, 'first.txt'), '');
    await window.openFile('first.txt');
    await window.type('a');
    await window.command('Trigger Inline Suggestion');
    await window.command('infill.removeApiKey');
    await window.waitForNotification('no key for');
    assert.equal((await window.notifications()).length, 2);
    assert.equal(await window.editorText(), 'a');
  });

  it('reports the missing key once, at a later start', async () => {
    await window.page.reload();
    await window.waitForStatus('Infill has no API key');
    await window.openFile('states.txt');
    assert.deepEqual(await window.notifications(), []);
    const item = await window.waitForStatus('Infill has no API key for 127.0.0.1');
    assert.deepEqual({ icons: item.icons, background: item.background }, { icons: ['key'], background: 'warning' });
    await window.type('a');
    // A window's first editor ignores keys before VS Code has loaded the inline completions; the command loads them.
    await window.command('Trigger Inline Suggestion');
    const notification = await window.waitForNotification('set an API key to get completions');
    assert.deepEqual(notification.buttons, ['Set API Key']);
    await window.command('Notifications: Clear All Notifications');
    await window.type('bc');
    // VS Code asks 50 ms after a key (1.139.1), before the palette opens, so its message comes first, too.
    await window.command('Trigger Inline Suggestion');
    await window.command('infill.removeApiKey');
    await window.waitForNotification('no key for');
    assert.equal((await window.notifications()).length, 1);
    await window.command('Notifications: Clear All Notifications');
    assert.equal(server.requests.length, 0);
  });

  it('rejects a wrong key at once, and hides the typed key', async () => {
    await window.clickStatusBarItem();
    await window.pick('Set API Key');
    await window.page.locator('.quick-input-box input[type=password]').waitFor();
    await window.screenshot('set-api-key');
    await window.answer('wrong-key');
    const notification = await window.waitForNotification(
      /the key was not stored\. 127\.0\.0\.1:\d+ refuses the key \(401\)/,
    );
    assert.deepEqual(notification.buttons, ['Try Another Key']);
    await window.waitForNoNotification('checking the key');
    await window.waitForStatus('Infill has no API key');
  });

  it('accepts a good key, with a second request if the host cannot answer; the next key press brings ghost text', async () => {
    await window.focusEditor(); // the focused status bar item's tooltip would cover the button
    await window.clickNotificationButton('Try Another Key');
    server.clearFaults();
    server.fault([{ status: 503 }, { stall: 'headers' }], { path: '/v1/fim/completions' });
    server.fault({ text: 'alpha' }, { times: Infinity, path: '/v1/fim/completions' });
    const { length } = server.requests;
    await window.answer('good-key');
    await window.waitForNotification(/checking the key with .*retrying/s);
    await server.waitForRequest(length + 2);
    server.release();
    await window.waitForNotification(/the key for 127\.0\.0\.1:\d+ works and is stored/);
    await window.command('Notifications: Clear All Notifications');
    await window.waitForStatus('Infill is ready');
    await window.focusEditor();
    await window.type('d');
    await window.waitForGhostText('alpha');
    await window.press('Escape');
  });

  it('shows that a request is running, and the normal state after the answer', async () => {
    server.clearFaults();
    server.fault({ text: 'alpha', stall: 'headers' });
    const { requests } = server.counts;
    await window.type('e');
    const item = await window.waitForStatus('Infill is waiting for an answer from codestral-latest');
    assert.ok(item.icons.includes('loading'), item.icons.join());
    await server.waitForRequest(requests + 1);
    server.release();
    await window.waitForGhostText('alpha');
    const ready = await window.waitForStatus('Infill is ready');
    assert.deepEqual(ready.icons, ['sparkle']);
    await window.press('Escape');
    server.fault({ text: 'alpha' }, { times: Infinity, path: '/v1/fim/completions' });
  });

  it('toggles: sends nothing while off, and requests again when on', async () => {
    await window.command('infill.toggle');
    const item = await window.waitForStatus('Infill is off');
    assert.deepEqual(item.icons, ['circle-slash']);
    server.reset();
    await window.type('f');
    await window.command('Trigger Inline Suggestion');
    assert.equal(await window.ghostText(), null);
    await window.command('infill.toggle');
    await window.waitForStatus('Infill is ready');
    server.fault({ text: 'alpha' }, { times: Infinity, path: '/v1/fim/completions' });
    await window.type('g');
    await window.waitForGhostText('alpha');
    assert.equal(server.counts.requests, 1);
    await window.press('Escape');
  });

  it('selects a model that can fill in the middle, and uses it', async () => {
    await window.command('infill.selectModel');
    const list = window.page.locator('.quick-input-list');
    await list.getByText('codestral-2508', { exact: true }).first().waitFor();
    assert.equal(await list.getByText('mistral-small-latest', { exact: true }).count(), 0);
    await window.screenshot('select-model');
    await window.pick('codestral-2508');
    await window.waitForStatus('codestral-2508');
    await window.type('h');
    const request = await server.waitForRequest(
      ({ body }) => typeof body !== 'string' && body.model === 'codestral-2508',
    );
    await request.done;
    await window.waitForGhostText('alpha');
    await window.press('Escape');
  });

  it('shows its log', async () => {
    await window.command('infill.showLog');
    // A unit test reads the log: this VS Code lacks the native module that writes log files.
    await window.page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLSelectElement>('.panel select')].some(({ value }) => value === 'Infill'),
    );
    await window.press('ControlOrMeta+J');
    await window.focusEditor();
  });

  it('removes the key, and says so', async () => {
    await window.command('infill.removeApiKey');
    await window.waitForNotification(/the key for 127\.0\.0\.1:\d+ was removed/);
    await window.waitForStatus('Infill has no API key');
    const before = server.requests.length;
    await window.focusEditor();
    await window.type('ij');
    await window.command('Trigger Inline Suggestion');
    await window.command('infill.removeApiKey');
    await window.waitForNotification('no key for');
    assert.equal(server.requests.length, before);
    assert.equal(await window.editorText(), 'abcdefghij');
  });
});
