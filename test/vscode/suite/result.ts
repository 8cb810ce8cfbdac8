import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { cacheDir } from '../install.ts';
import { readNews, suiteMark } from './output.ts';

/** Time without output after which a suite counts as hanging, in milliseconds: its tests end by themselves before. */
const maxSilence = 10 * 60_000;

/**
 * Prints the output of a window's suite, and writes VS Code's own log to a file. Call it before the window's address is
 * opened.
 * @param name of the picture and the log
 * @param silence time without output after which the suite counts as hanging, in milliseconds
 * @returns the suite's exit code
 * @throws Error when the window or the extension host ends before the suite does, or when it hangs
 */
export async function suiteResult(page: Page, name: string, silence = maxSilence): Promise<number> {
  const logFile = join(cacheDir, 'logs', `${name}.log`);
  await mkdir(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  const suite = { ended: false, test: 'before the first test' };
  let fail: (error: Error) => void;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  const hangs = () => fail(new Error(`Nothing came for ${silence / 1000} s: ${suite.test}`));
  let timer = setTimeout(hangs, silence);
  const pictures: Promise<void>[] = [];
  const picture = async (test: string): Promise<void> => {
    const path = join(cacheDir, 'screenshots', `${name}-${pictures.length + 1}.png`);
    await page.screenshot({ path }).then(
      () => console.error(`The window at "${test}": ${path}`),
      () => console.error('The window does not answer: there is no picture of it.'),
    );
  };
  const print = (level: string, [first, ...rest]: unknown[]): void => {
    if (typeof first !== 'string' || !first.startsWith(suiteMark)) {
      log.write(`${level} ${format(first, ...rest)}\n`);
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(hangs, silence);
    const line = first.slice(suiteMark.length);
    const news = readNews(line);
    if (!news) console.log(line);
    if (news?.began) suite.test = news.began;
    if (news?.ended) suite.ended = true;
    if (news?.failed) pictures.push(picture(news.failed));
  };
  await page.exposeFunction('codeAutomationLog', print);
  const exited = new Promise<number>((done) => void page.exposeFunction('codeAutomationExit', done));
  page.on('crash', () => fail(new Error(`The window crashed: ${suite.test}`)));
  page.on('close', () => fail(new Error(`The window was closed: ${suite.test}`)));
  try {
    const code = await Promise.race([exited, failed]);
    if (!suite.ended) throw new Error(`The extension host ended before the suite did: ${suite.test}`);
    await Promise.all(pictures);
    if (code !== 0) console.error(`VS Code's own log is in ${logFile}`);
    return code;
  } catch (error) {
    await picture(suite.test);
    console.error(`VS Code's own log is in ${logFile}`);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
