import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorBodies } from '../server/errorBodies.ts';
import { type FimServer, startFimServer } from '../server/fimServer.ts';
import { DEFAULT_MODELS, RETIRED_MODEL } from '../server/models.ts';
import { closeEditorOnTop } from './window/editorOnTop.ts';
import { usageFrame } from './window/usagePage.ts';
import { followsSystem, openSharedWindow, type Window } from './window/window.ts';

const fim = { times: Infinity, path: '/v1/fim/completions' };

describe('the status bar item and its menu', () => {
  let server: FimServer;
  let window: Window;
  const base = () => ({
    'infill.endpoint': server.url,
    'infill.models': ['codestral-latest', 'codestral-2501', 'codestral-2508'], // the host has retired one of them
    'editor.quickSuggestions': false,
    'workbench.reduceMotion': 'on', // the pictures would show the menu while it fades in
    ...followsSystem,
  });

  before(async () => {
    server = await startFimServer({ models: [...DEFAULT_MODELS, RETIRED_MODEL] });
    server.fault({ text: 'alpha' }, fim);
    window = await openSharedWindow({ settings: base(), env: { MISTRAL_API_KEY: 'test-key' } });
    await writeFile(join(window.folder, 'menu.txt'), '');
    await window.openFile('menu.txt');
    await window.command('Trigger Inline Suggestion');
    await window.waitForGhostText('alpha');
  });
  after(() => server.close());

  /** Opens the menu with a click and chooses an entry. */
  const choose = async (label: string) => {
    await window.clickStatusBarItem();
    await window.pick(label);
  };
  /** Waits for a state: its first words, icon, text and colour. */
  const shows = async (words: string | RegExp, icon: string, text: string, background = 'none') => {
    const item = await window.waitForStatus(words);
    assert.deepEqual({ icon: item.icons[0], text: item.text, background: item.background }, { icon, text, background });
    if (!pictured.has(`${icon} ${background}`)) {
      pictured.add(`${icon} ${background}`);
      await window.screenshotStatusBar(`state-${icon}-${background}`);
    }
    return item;
  };
  /** States with a picture. */
  const pictured = new Set<string>();
  const ready = () => shows(/Infill is ready: codestral-latest at 127\.0\.0\.1:\d+\. /, 'sparkle', 'codestral-latest');
  /** Types a key, which sends a request where Infill is on. */
  const type = async (key: string) => {
    await window.focusEditor();
    await window.type(key);
  };
  const asked = (model: string) =>
    server.waitForRequest(({ body }) => typeof body !== 'string' && body.model === model);

  it('switches the model with a click and Enter, for the workspace', async () => {
    await ready();
    await window.clickStatusBarItem();
    await window.waitForFocusedEntry('Switch to codestral-2508');
    await window.screenshotInEachTheme('menu');
    await window.press('ArrowUp'); // from the first entry to the last
    await window.waitForFocusedEntry('Copy Diagnostics');
    await window.screenshotInEachTheme('menu-end');
    await window.press('ArrowDown');
    await window.waitForFocusedEntry('Switch to codestral-2508');
    await window.press('Enter');
    await shows('Infill is ready: codestral-2508', 'sparkle', 'codestral-2508');
    const file = join(window.folder, '.vscode/settings.json');
    assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), { 'infill.model': 'codestral-2508' });
    await type('a');
    await asked('codestral-2508');
    await window.waitForGhostText('alpha');
  });

  it('has the last latency, model and host in its tooltip, and all of it as text', async () => {
    const { label } = await window.waitForStatus('Last answer');
    assert.match(
      label,
      /^Infill is ready: codestral-2508 at 127\.0\.0\.1:\d+\. Last answer: first text after \d+ ms Requests today: \d+; tokens: [\d,]+; cost: \$0\.\d+ Click for the menu\.$/,
    );
    await window.page.locator('.statusbar-item[id^="infill.infill"] a').hover();
    await window.page.locator('.workbench-hover', { hasText: 'Last answer' }).waitFor();
    await window.screenshot('tooltip');
    await window.page.mouse.move(640, 300);
  });

  it('switches the model with its command', async () => {
    await window.command('infill.toggleModel');
    await ready();
  });

  it('switches the model with a click where that is set', async () => {
    await window.changeSettings({ ...base(), 'infill.statusBarClick': 'toggleModel' });
    await window.waitForStatus('Click for the next model.');
    await window.clickStatusBarItem();
    await window.waitForStatus('Infill is ready: codestral-2508');
    await window.clickStatusBarItem();
    await ready();
    await window.changeSettings(base());
    await window.waitForStatus('Click for the menu.');
  });

  it('lists the models with the current one checked', async () => {
    await window.clickStatusBarItem();
    await window.waitForFocusedEntry('Switch to codestral-2508');
    const row = window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'in use' });
    assert.match(await row.innerText(), /codestral-latest/);
    assert.equal(await row.locator('.codicon-check').count(), 1);
    const gone = window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'not served by this host' });
    assert.match(await gone.innerText(), /codestral-2501/);
    await window.press('Escape');
    await choose('codestral-2508');
    await window.waitForStatus('Infill is ready: codestral-2508');
    await choose('codestral-latest');
    await ready();
    await choose('Select Model…');
    await window.waitForFocusedEntry('codestral-2508');
    await window.press('Escape');
  });

  const switches: [off: string, words: string, icon: string, text: string, on: string][] = [
    ['Turn Off Everywhere', 'Infill is off (setting', 'circle-slash', 'Infill: off', 'Turn On Everywhere'],
    [
      'Turn Off for plaintext',
      'Infill is off for this language',
      'circle-slash',
      'Infill: off',
      'Turn On for plaintext',
    ],
    [
      'Turn Off for menu.txt',
      'You turned Infill off for this file',
      'circle-slash',
      'Infill: off',
      'Turn On for menu.txt',
    ],
    ['Snooze for 5 Minutes', 'Infill is snoozed until', 'bell-slash', 'Infill: snoozed', 'End the Snooze'],
    ['Snooze for 15 Minutes', 'Infill is snoozed until', 'bell-slash', 'Infill: snoozed', 'End the Snooze'],
    ['Snooze for 60 Minutes', 'Infill is snoozed until', 'bell-slash', 'Infill: snoozed', 'End the Snooze'],
    ['Snooze until Tomorrow', 'Infill is snoozed until', 'bell-slash', 'Infill: snoozed', 'End the Snooze'],
  ];
  for (const [off, words, icon, text, on] of switches) {
    it(`${off}: sends nothing until ${on}`, async () => {
      await window.waitForStatus('Infill is ready');
      await choose(off);
      await shows(words, icon, text);
      await window.waitForGhostText(null);
      const { requests } = server.counts;
      await type('b');
      await window.command('Trigger Inline Suggestion');
      await choose(on);
      await window.waitForStatus('Infill is ready');
      assert.equal(server.counts.requests, requests);
      await type('c');
      await window.waitForGhostText('alpha');
    });
  }

  it('names the glob that excludes a file, and opens it', async () => {
    await mkdir(join(window.folder, 'private'));
    await writeFile(join(window.folder, 'private/notes.txt'), '');
    await window.changeSettings({ ...base(), 'infill.exclude': ['private'] });
    await window.openFile('private/notes.txt');
    await shows('private excludes it (setting infill.exclude)', 'circle-slash', 'Infill: off');
    const { requests } = server.counts;
    await window.type('b');
    await window.command('Trigger Inline Suggestion');
    await choose('Change the Excluded Files');
    await window.page.locator('.settings-editor', { hasText: 'Exclude' }).first().waitFor();
    await closeEditorOnTop(window.page);
    assert.equal(server.counts.requests, requests);
    await window.changeSettings(base());
    await window.openFile('menu.txt');
    await window.waitForStatus('Infill is ready');
  });

  it('shows a running request, and an answer without text', async () => {
    server.clearFaults();
    server.fault({ text: '', stall: 'headers' }, fim);
    const { requests } = server.counts;
    await type('d');
    await shows('Infill is waiting for an answer from codestral-latest', 'loading', 'codestral-latest');
    await server.waitForRequest(requests + 1);
    server.release();
    await shows('had nothing to show here', 'circle-outline', 'codestral-latest');
    server.clearFaults();
    server.fault({ text: 'alpha' }, fim);
    await type('e');
    await ready();
  });

  it('does not change while the user types and answers come soon', async () => {
    await ready();
    await window.page.evaluate(() => {
      const item = document.querySelector('.statusbar-item[id^="infill.infill"]')!;
      const recorder = window as Window & { infillLooks?: string[] };
      const looks: string[] = (recorder.infillLooks = []);
      const all = { subtree: true, childList: true, attributes: true, characterData: true };
      new MutationObserver(() => looks.push(`${item.ariaLabel}`)).observe(item, all);
    });
    const { requests } = server.counts;
    await window.focusEditor();
    for (const key of 'quick words, still others ') await window.type(key, { delay: 80 });
    assert.ok(server.counts.requests > requests);
    const looks = () => (window as Window & { infillLooks?: string[] }).infillLooks;
    assert.deepEqual(await window.page.evaluate(looks), []);
  });

  it('tells no failure of a request for an editor that the user has left', async () => {
    await writeFile(join(window.folder, 'left.txt'), '');
    await window.openFile('left.txt');
    server.clearFaults();
    server.fault({ text: '', stall: 'headers' }, fim);
    const { length } = server.requests;
    await type('g');
    const request = await server.waitForRequest(length + 1);
    await window.openFile('menu.txt');
    await request.done;
    assert.equal(request.closedByClient, true);
    await ready();
    server.clearFaults();
    server.fault({ text: 'alpha' }, fim);
  });

  const failures: [words: RegExp, icon: string, text: string, background: string, action: string, status: number][] = [
    [/Infill is failing: .*\(401\)/, 'warning', 'Infill: failing', 'error', 'Set API Key', 401],
    [/Infill is failing: .*\(500\)/, 'warning', 'Infill: failing', 'warning', 'Show Log', 500],
    [/Infill is rate-limited until .*50 s/, 'clock', 'Infill: rate-limited', 'warning', 'Show Log', 429],
  ];
  for (const [words, icon, text, background, action, status] of failures) {
    it(`${status}: is shown, with its action below the switch`, async () => {
      server.clearFaults();
      const headers: Record<string, string> = status === 429 ? { 'retry-after': '50' } : {};
      server.fault({ status, body: errorBodies.unauthorized, headers }, fim);
      await type('f');
      await shows(words, icon, text, background);
      await window.command('Notifications: Clear All Notifications');
      await window.clickStatusBarItem();
      await window.waitForFocusedEntry('Switch to codestral-2508');
      const second = window.page.locator('.quick-input-list .monaco-list-row[data-index="1"]');
      assert.match(await second.innerText(), new RegExp(action));
      await window.screenshot(`menu-${status}`);
      await window.press('Escape');
      server.clearFaults();
      server.fault({ text: 'alpha' }, fim);
      await window.focusEditor();
      await window.type('g');
      await window.command('Trigger Inline Suggestion');
      await ready();
    });
  }

  it('shows that it is offline, and that a host has no key', async () => {
    await window.changeSettings({ ...base(), 'infill.endpoint': 'https://no-host.invalid' });
    await shows('Infill has no API key for no-host.invalid', 'key', 'Infill: no key', 'warning');
    await choose('Get Started');
    await window.page.locator('.getting-started-step.expanded').waitFor();
    await window.command('View: Close Editor');
    await choose('Set API Key');
    await window.page.locator('.quick-input-box input[type=password]').waitFor();
    await window.answer('a-key');
    await window.waitForNotification('could not be checked');
    await window.command('Notifications: Clear All Notifications');
    await type('h');
    await shows('Infill is offline: no-host.invalid was not found', 'debug-disconnect', 'Infill: offline', 'warning');
    await window.changeSettings(base());
    await ready();
  });

  it('opens settings, explanation, diagnostics, usage and log', async () => {
    await choose('Settings');
    await window.page.locator('.settings-editor', { hasText: 'When to Complete' }).first().waitFor();
    await window.screenshot('settings');
    await closeEditorOnTop(window.page);
    await choose('Why Is There No Suggestion Here?');
    const { buttons } = await window.waitForNotification(/^Infill has given VS Code 5 characters|^codestral|^Infill/);
    assert.ok(buttons.length <= 1);
    await window.screenshot('explained');
    await choose('Copy Diagnostics');
    await window.waitForNotification('diagnostics copied to the clipboard');
    await window.command('Notifications: Clear All Notifications');
    await choose('Show Usage');
    await usageFrame(window).locator('.tiles, .empty').first().waitFor();
    await window.command('View: Close Editor');
    await choose('Show Log');
    await window.page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLSelectElement>('.panel select')].some(({ value }) => value === 'Infill'),
    );
    await window.press('ControlOrMeta+J');
  });

  after(() => rm(join(window.folder, '.vscode'), { recursive: true, force: true }));
});
