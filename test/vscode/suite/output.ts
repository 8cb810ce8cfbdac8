import { format } from 'node:util';

/**
 * First character of every line that a suite prints. VS Code prints the suite's console and its own log through the
 * same function; this invisible character separates them, and does not show in a desktop VS Code's output.
 */
export const suiteMark = '\u2063';

/** Starts a line, after the suite's mark, that reports what the suite does and is not printed. */
const newsMark = '\u2064';

/** Set where a program reads the news: elsewhere they would be printed. */
export const newsVariable = 'INFILL_NEWS';

/** Reports of a suite: a test begins or has failed, or all have run. */
export interface SuiteNews {
  readonly began?: string;
  readonly failed?: string;
  /** VS Code also reports success when its extension host is killed. */
  readonly ended?: true;
}

/** Marks the output of `console.log` in the extension host from now on; warnings and errors there are VS Code's own. */
export function markSuiteOutput(): void {
  const { log } = console;
  // A new console: VS Code has made the methods of the first one unchangeable.
  globalThis.console = { ...console, log: (...args: unknown[]) => log(suiteMark + format(...args)) };
}

/** Reports to the program that runs the suite; nothing is printed. */
export function sendNews(news: SuiteNews): void {
  if (process.env[newsVariable]) console.log(lineOf(news));
}

/** The line of a report, without the suite's mark. */
export function lineOf(news: SuiteNews): string {
  return newsMark + JSON.stringify(news);
}

/** The report in a line of the suite, without its mark; undefined for a line to print. */
export function readNews(line: string): SuiteNews | undefined {
  return line.startsWith(newsMark) ? (JSON.parse(line.slice(newsMark.length)) as SuiteNews) : undefined;
}
