import { format } from 'node:util';

/**
 * Opens every line that a suite prints. VS Code hands the suite's console and its own log out through the same
 * function; this invisible character tells them apart, and shows nowhere in a desktop VS Code's output.
 */
export const suiteMark = '\u2063';

/** Opens a line, after the suite's mark, that says what the suite does and is not printed. */
const newsMark = '\u2064';

/** Set where somebody reads the news: elsewhere they would be printed. */
export const newsVariable = 'INFILL_NEWS';

/** What a suite says of itself: a test begins or has failed, or all of them have run. */
export interface SuiteNews {
  readonly began?: string;
  readonly failed?: string;
  /** VS Code reports success as well when its extension host is killed. */
  readonly ended?: true;
}

/** Marks what `console.log` prints in the extension host from now on; warnings and errors there are VS Code's own. */
export function markSuiteOutput(): void {
  const { log } = console;
  // A console of its own: VS Code has made the methods of the first one unchangeable.
  globalThis.console = { ...console, log: (...args: unknown[]) => log(suiteMark + format(...args)) };
}

/** Says to whoever runs the suite what it does; nothing of it is seen. */
export function sendNews(news: SuiteNews): void {
  if (process.env[newsVariable]) console.log(lineOf(news));
}

/** The line that reports it, without the suite's mark. */
export function lineOf(news: SuiteNews): string {
  return newsMark + JSON.stringify(news);
}

/** What a line of the suite, without its mark, says of the suite; undefined where it is to be printed. */
export function readNews(line: string): SuiteNews | undefined {
  return line.startsWith(newsMark) ? (JSON.parse(line.slice(newsMark.length)) as SuiteNews) : undefined;
}
