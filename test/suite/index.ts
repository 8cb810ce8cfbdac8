// Runs inside VS Code's extension host: the entry in `--extensionTestsPath`.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { newest } from '../vscode/versions.ts';
import { markSuiteOutput, sendNews } from '../vscode/suite/output.ts';

/** Marks tests that depend on VS Code's version. All others run in the newest version only. */
const inEachVersion = /@each\b/;

/** After one of two extensions with the same name is gone, VS Code asks neither (1.139.1). */
const last = 'deactivation.test.cjs';

/** Time after which a test counts as hanging, in milliseconds; its waits (`until`) fail before. */
const timeout = 8 * 60_000;

/**
 * Runs the suites that were bundled beside this file.
 * @throws Error when a test fails, or when there is none
 */
export async function run(): Promise<void> {
  markSuiteOutput();
  Mocha.reporters.Base.consoleLog = console.log; // it had the unmarked one
  const mocha = new Mocha({ timeout, forbidOnly: true, forbidPending: true });
  const version = process.env.INFILL_VSCODE_VERSION;
  if (process.env.INFILL_GREP) mocha.grep(new RegExp(process.env.INFILL_GREP));
  else if (version && version !== newest) mocha.grep(inEachVersion);
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.test.cjs'),
  );
  for (const file of files.sort((one, other) => Number(one === last) - Number(other === last)))
    mocha.addFile(join(__dirname, file));
  mocha.failZero();
  // Sends the test's name before the test begins, so that a test that blocks the extension host is named.
  mocha.rootHooks({ beforeEach: () => new Promise((sent) => setTimeout(sent)) });
  try {
    const failures = await new Promise<number>((done) => {
      const runner = mocha.run(done);
      runner.on('hook', (hook) => sendNews({ began: hook.fullTitle() }));
      runner.on('test', (test) => sendNews({ began: test.fullTitle() }));
      runner.on('fail', (test) => sendNews({ failed: test.fullTitle() }));
    });
    if (failures > 0) throw new Error(`Mocha reports ${failures} failures.`);
  } catch (error) {
    console.log(error);
    throw error;
  } finally {
    sendNews({ ended: true });
  }
}
