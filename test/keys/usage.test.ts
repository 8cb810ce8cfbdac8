import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dayOf } from '../../src/base/day.ts';
import { figuresOf } from '../../src/usage/figures.ts';
import { UsageRows } from '../../src/usage/rows.ts';
import { type FimServer, type RecordedRequest, startFimServer } from '../server/fimServer.ts';
import { seededRandom } from '../support/chance.ts';
import { countTokens } from '../server/tokens.ts';
import { demoDir } from '../vscode/profile.ts';
import { row } from '../unit/usage/usageRows.ts';
import { yearOfUsage } from '../unit/usage/page/year.ts';
import { showUsage, tiles, usageFrame, usageOf } from './window/usagePage.ts';
import { openWindow, type Window } from './window/window.ts';

const env = { MISTRAL_API_KEY: 'test-key' };

describe('usage', () => {
  let server: FimServer;
  let window: Window;
  const settings = (more: object = {}) => ({
    'infill.endpoint': server.url,
    'editor.quickSuggestions': false,
    'editor.suggestOnTriggerCharacters': false,
    'editor.wordBasedSuggestions': 'off',
    'workbench.colorTheme': 'Default Light Modern',
    ...more,
  });

  before(async () => {
    server = await startFimServer({ folder: demoDir, latency: 'realistic' });
    window = await openWindow({ settings: settings(), env });
  });
  after(async () => {
    await window.close();
    await server.close();
  });

  /** A new file in the editor, with the cursor at its beginning. */
  const open = async (name: string, where = window, text = '') => {
    await writeFile(join(where.folder, name), text);
    await where.openFile(name);
  };
  const figures = async () => figuresOf(await usageOf(window).rows());
  const closePage = async () => {
    await window.command('View: Close Editor');
    await window.page.locator('iframe.webview').waitFor({ state: 'detached' });
  };

  it('equals what the server counted, after two windows at once of which one was killed', async () => {
    const other = await openWindow({ beside: window, env });
    await open('first.ts');
    await open('second.py', other);
    await Promise.all([typeAtRandom(window, 'cli/query.ts', 1), typeAtRandom(other, 'report/stats.py', 2)]);
    await Promise.all(server.requests.map(({ done }) => done));

    // The window is killed with one more request under way, after its next flush.
    server.fault({ stall: 'headers' }, { times: Infinity });
    const before = server.counts.requests;
    await other.type('\n');
    await other.command('Trigger Inline Suggestion');
    await server.waitForRequest(before + 1);
    while ((await figures()).requests <= before);
    server.clearFaults();
    server.fault({ text: 'omega' }, { times: Infinity });
    await open('third.txt');
    await window.type('x');
    await window.waitForGhostText('omega');
    await other.kill();
    // A request of this window may have been stalled meanwhile, too.
    server.release();
    await Promise.all(server.requests.map(({ done }) => done));

    const frame = await showUsage(window);
    const counted = await figures();
    // The server does not see a request that the next key ends before it has left the machine. A slow machine has more.
    const unseen = (counted.requests - server.counts.requests) / counted.requests;
    assert.ok(unseen >= 0 && unseen < 0.25, `${counted.requests} counted, ${server.counts.requests} came`);
    assert.equal((await tiles(frame))['Requests'], String(counted.requests));
    // The host reports tokens at the end of an answer. Those of a request that ended before are estimated.
    const truth = sumOf(server.requests);
    assert.ok(counted.estimated > 0 && counted.estimated < counted.requests / 2, `${counted.estimated} estimated`);
    assert.ok(counted.promptTokens < truth.prompt);
    const share = (counted.promptTokens + counted.estimatedPromptTokens) / truth.prompt;
    assert.ok(share > 0.9 && share < 1.1 + unseen, `${share} of the prompt tokens`);
    // Text on its way when a key ends the answer is sent, and never read. A slow machine has more.
    const output = (counted.outputTokens + counted.estimatedOutputTokens) / server.counts.completionTokens;
    assert.ok(output > 0.75 && output < 1.1 + unseen, `${output} of the output tokens`);
    console.log(
      `      ${(100 * share).toFixed(1)} % of the prompt tokens, ${(100 * output).toFixed(1)} % of the output tokens`,
    );
    await window.screenshot('usage');
    await closePage();
  });

  it('has exactly the tokens that the host reports', async () => {
    await usageOf(window).reset();
    server.reset();
    // Long enough for the host to cache a part of it.
    const lines = Array.from({ length: 40 }, (_, index) => `value number ${index}\n`);
    await open('exact.txt', window, lines.join(''));
    await window.press('Control+End');
    for (const [index, text] of ['alpha beta', 'gamma(1);', 'delta = 2'].entries()) {
      server.clearFaults();
      server.fault({ text }, { times: Infinity });
      await window.type(index === 0 ? 'x' : '\n');
      await window.waitForGhostText(text);
      await Promise.all(server.requests.map(({ done }) => done));
      await window.press('Tab');
      await window.waitForText(text);
    }
    const frame = await showUsage(window);
    const counted = await figures();
    const { requests, promptTokens, cachedTokens, completionTokens } = server.counts;
    assert.ok(cachedTokens > 0);
    assert.deepEqual(
      [counted.requests, counted.promptTokens, counted.cachedTokens, counted.outputTokens, counted.estimated],
      [requests, promptTokens, cachedTokens, completionTokens, 0],
    );
    assert.deepEqual([counted.shown, counted.accepted, counted.partlyAccepted, counted.characters], [3, 3, 0, 28]);
    const shown = await tiles(frame);
    assert.equal(shown['Tokens'], String(promptTokens + completionTokens));
    assert.equal(shown['Acceptance'], '100%');
  });

  it('is exported', async () => {
    await usageFrame(window).locator('#csv').click();
    const target = join(window.folder, 'infill-usage.csv');
    // VS Code drops an Enter while it looks up a path that was just typed, so the proposed one is taken.
    await window.page.waitForFunction(
      (path) => document.querySelector<HTMLInputElement>('.quick-input-box input')?.value === path,
      target,
    );
    await window.press('Enter');
    await window.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await window.page.locator('.explorer-folders-view', { hasText: 'infill-usage.csv' }).waitFor();
    const [head, first] = (await readFile(target, 'utf8')).split('\r\n');
    assert.match(head!, /^day,language,model,host,requests,/);
    assert.match(
      first!,
      new RegExp(
        `^${dayOf(Date.now())},plaintext,codestral-latest,${new URL(server.url).host},${server.counts.requests},`,
      ),
    );
  });

  it('is reset, but asks first', async () => {
    const frame = usageFrame(window);
    const dialog = window.page.locator('.monaco-dialog-box');
    await frame.locator('#reset').click();
    await dialog.getByText('Forget all usage').waitFor();
    await window.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.notEqual((await figures()).requests, 0);
    await frame.locator('#reset').click();
    await dialog.getByRole('button', { name: 'Reset' }).click();
    await frame.locator('.empty').waitFor();
    assert.equal((await figures()).requests, 0);
    await closePage();
  });

  it('shows a year, in every theme and at any width', async () => {
    await usageOf(window).add(new UsageRows(yearOfUsage(dayOf(Date.now()))));
    const frame = await showUsage(window);
    await frame.locator('#period').selectOption('365');
    await frame.locator('#acceptance-open').click();
    await frame.locator('#acceptance-table table').waitFor();
    const policy = await frame.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    assert.match(policy!, /^default-src 'none'; script-src 'nonce-[-0-9a-f]{36}'; style-src 'nonce-[-0-9a-f]{36}'$/);
    const themes = [
      ['Default Light Modern', 'vscode-light'],
      ['Default Dark Modern', 'vscode-dark'],
      ['Default High Contrast', 'vscode-high-contrast:not(.vscode-high-contrast-light)'],
      ['Default High Contrast Light', 'vscode-high-contrast-light'],
    ] as const;
    for (const [theme, kind] of themes) {
      await window.changeSettings(settings({ 'workbench.colorTheme': theme }));
      await frame.locator(`body.${kind}`).waitFor();
      await window.screenshot(`usage-year-${theme.replaceAll(' ', '-').toLowerCase()}`);
    }
    await window.changeSettings(settings());
    await frame.locator('body.vscode-light').waitFor();
    await frame.locator('#acceptance-open').click();
    for (const id of ['latency', 'models']) {
      await frame.locator(`#${id}-open`).scrollIntoViewIfNeeded();
      await window.screenshot(`usage-year-${id}`);
    }
    await window.page.setViewportSize({ width: 660, height: 800 });
    await frame.locator('#models-open').scrollIntoViewIfNeeded();
    await window.screenshot('usage-year-narrow');
    await window.page.setViewportSize({ width: 1280, height: 800 });
    await closePage();
  });

  it('keeps to the budget of the month: warns, stops, and asks first', async () => {
    await usageOf(window).reset();
    await usageOf(window).add(new UsageRows([row({ promptTokens: 30_000_000 }, { day: dayOf(Date.now()) })])); // 9 dollars
    server.reset();
    server.fault({ text: 'alpha' }, { times: Infinity });
    await open('budget.txt');
    await window.type('a');
    await window.waitForGhostText('alpha');
    await window.press('Escape');
    await window.changeSettings(settings({ 'infill.budget': 10 }));
    const warning = await window.waitForNotification(/Infill has used \$9\.00 of this month's budget of \$10\.00/);
    assert.deepEqual(warning.buttons, ['Show Usage', 'Change Budget']);
    await window.command('Notifications: Clear All Notifications');
    await window.changeSettings(settings({ 'infill.budget': 5 }));
    await window.waitForNotification(/this month's budget of \$5\.00 is used up\. Typing asks for nothing/);
    const item = await window.waitForStatus("Infill sends no requests while you type: this month's budget is used up");
    assert.deepEqual([item.icons[0], item.text, item.background], ['credit-card', 'Infill: budget used up', 'warning']);
    await window.screenshot('state-spent');
    await window.command('Notifications: Clear All Notifications');

    const { requests } = server.counts;
    await window.focusEditor();
    await window.type('b');
    await window.command('Trigger Inline Suggestion');
    const dialog = window.page.locator('.monaco-dialog-box', { hasText: 'used up. Ask all the same?' });
    await dialog.waitFor();
    assert.equal(server.counts.requests, requests);
    await window.screenshot('usage-budget');
    await window.press('Enter');
    await server.waitForRequest(requests + 1);
    await window.waitForGhostText('alpha');
    assert.equal(server.counts.requests, requests + 1);
  });

  it("has no price for a host that Infill does not know, until the user's settings have it", async () => {
    await usageOf(window).reset();
    const known = row({ promptTokens: 1_000_000 }, { day: dayOf(Date.now()), model: 'my-own', host: 'fim.test' });
    await usageOf(window).add(new UsageRows([known]));
    assert.equal((await tiles(await showUsage(window)))['Cost'], 'no price known');
    await window.screenshot('usage-no-price');
    await closePage();
    const price = { input: 2, output: 4 };
    // VS Code in a browser reads application settings only at its start (1.139.1).
    await window.changeSettings(settings({ 'infill.prices': { 'fim.test/my-own': price } }));
    await window.reload();
    await window.openFile('budget.txt');
    assert.equal((await tiles(await showUsage(window)))['Cost'], '$2.00');
  });
});

/** Types a file's text, with mistakes, corrections and accepts chosen by the seed. */
async function typeAtRandom(window: Window, file: string, seed: number): Promise<void> {
  const random = seededRandom(seed);
  const text = await readFile(join(demoDir, file), 'utf8');
  for (const key of text.slice(0, 110)) {
    const chance = random();
    if (chance < 0.04) await window.press('Tab');
    if (chance > 0.9) await window.type('q', { delay: 0 });
    if (chance > 0.95) await window.press('Backspace');
    await window.type(key, { delay: 10 + 120 * random() });
  }
}

function sumOf(requests: readonly RecordedRequest[]) {
  const bodies = requests.flatMap(({ body }) => (typeof body === 'string' ? [] : [body]));
  return {
    prompt: bodies.reduce((sum, { prompt, suffix }) => sum + countTokens(prompt) + countTokens(suffix ?? ''), 0),
    closed: requests.filter(({ closedByClient }) => closedByClient).length,
  };
}
