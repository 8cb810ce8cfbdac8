import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../vscode/browser.ts';
import { cacheDir } from '../vscode/install.ts';
import { lineOf, suiteMark } from '../vscode/suite/output.ts';
import { suiteResult } from '../vscode/suite/result.ts';

const picture = join(cacheDir, 'screenshots/hang-1.png');
const log = join(cacheDir, 'logs/hang.log');

/** Prints a line as VS Code's window does for its extension host. */
async function say(page: Page, line: string): Promise<void> {
  await page.waitForFunction(() => 'codeAutomationLog' in window);
  await page.evaluate(async (text) => {
    type Log = (level: string, args: string[]) => Promise<void>;
    await (window as unknown as { codeAutomationLog: Log }).codeAutomationLog('log', [text]);
  }, line);
}

describe('a suite that hangs', () => {
  let browser: Browser;
  let page: Page;

  before(async () => void (browser = await launchBrowser()));
  beforeEach(async () => {
    for (const file of [picture, log]) await rm(file, { force: true });
    page = await browser.newPage();
  });
  after(() => browser.close());

  it('ends with the name of its test, a picture and the log', async () => {
    const result = suiteResult(page, 'hang', 3_000);
    await say(page, 'a line of VS Code');
    await say(page, suiteMark + lineOf({ began: 'the test that hangs' }));
    await assert.rejects(result, /Nothing came for 3 s: the test that hangs/);
    assert.ok((await readFile(picture)).length > 0);
    assert.match(await readFile(log, 'utf8'), /a line of VS Code/);
  });

  it('is named when its window is gone', async () => {
    const result = suiteResult(page, 'hang');
    const named = assert.rejects(result, /The window was closed: the test that closes/);
    await say(page, suiteMark + lineOf({ began: 'the test that closes' }));
    await page.close();
    await named;
  });
});
