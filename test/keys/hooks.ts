// Mocha's hooks for all keystroke tests: they print a picture and the log of a failed test, and close the shared
// window.
import { openWindows } from './window/window.ts';

export const mochaHooks = {
  async afterEach(this: Mocha.Context): Promise<void> {
    const test = this.currentTest;
    if (test?.state !== 'failed') return;
    for (const [index, window] of [...openWindows].entries()) {
      const name = `failed-${test.title.replaceAll(/\W+/g, '-').slice(0, 60)}-${index + 1}`;
      const picture = await window.picture(name).catch(() => 'none: it does not answer');
      console.error(`The window at "${test.fullTitle()}": ${picture}\nVS Code's own log is in ${window.parts.logFile}`);
    }
  },

  async afterAll(): Promise<void> {
    for (const window of openWindows) await window.close();
  },
};
