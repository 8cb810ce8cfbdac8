import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { suiteEnd, suiteMark } from './suiteOutput.ts';

/**
 * Prints what the suite of a window prints, and keeps VS Code's own log in a file. To be called before the window's
 * address is opened.
 * @returns the suite's exit code
 * @throws Error when the window or the extension host ends before the suite does
 */
export async function suiteResult(page: Page, logFile: string): Promise<number> {
  await mkdir(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  const suite = { ended: false };
  const print = (level: string, [first, ...rest]: unknown[]) => {
    if (typeof first !== 'string' || !first.startsWith(suiteMark)) log.write(`${level} ${format(first, ...rest)}\n`);
    else if (first === suiteMark + suiteEnd) suite.ended = true;
    else console.log(first.slice(suiteMark.length));
  };
  await page.exposeFunction('codeAutomationLog', print);
  const exited = new Promise<number>((done) => void page.exposeFunction('codeAutomationExit', done));
  const crashed = new Promise<never>((_, fail) => {
    page.on('crash', () => fail(new Error('The window crashed.')));
    page.on('close', () => fail(new Error('The window was closed.')));
  });
  const code = await Promise.race([exited, crashed]);
  if (code !== 0 || !suite.ended) console.error(`VS Code's own log is in ${logFile}`);
  if (!suite.ended) throw new Error('The extension host ended before the suite did.');
  return code;
}
