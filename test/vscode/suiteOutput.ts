import { format } from 'node:util';

/**
 * Opens every line that a suite prints. VS Code hands the suite's console and its own log out through the same
 * function; this invisible character tells them apart, and shows nowhere in a desktop VS Code's output.
 */
export const suiteMark = '\u2063';

/** Says that the suite came to its end: VS Code reports success as well when its extension host is killed. */
export const suiteEnd = suiteMark;

/** Marks what `console.log` prints in the extension host from now on; warnings and errors there are VS Code's own. */
export function markSuiteOutput(): void {
  const { log } = console;
  // A console of its own: VS Code has made the methods of the first one unchangeable.
  globalThis.console = { ...console, log: (...args: unknown[]) => log(suiteMark + format(...args)) };
}
