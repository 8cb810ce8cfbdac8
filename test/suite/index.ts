// Runs inside VS Code's extension host: the entry that `--extensionTestsPath` names.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { newest } from '../vscode/versions.ts';
import { markSuiteOutput, suiteEnd } from '../vscode/suiteOutput.ts';

/** Whose subject is the extension's own, whatever the version: once is enough, and keeps `npm test` short. */
const newestOnly = ['bounds', 'deactivation', 'explain', 'fillProperties', 'models', 'settings', 'toggle', 'usage'];

/** Of two extensions of one name VS Code asks neither once one has gone (1.139.1). */
const last = 'deactivation.test.cjs';

/**
 * Runs every suite that was bundled beside this file; in another version than the newest, those that depend on it.
 * @throws Error when a test fails, or when there is none
 */
export async function run(): Promise<void> {
  markSuiteOutput();
  Mocha.reporters.Base.consoleLog = console.log; // it had taken the unmarked one
  const mocha = new Mocha({ timeout: 30_000, forbidOnly: true, forbidPending: true });
  if (process.env.INFILL_GREP) mocha.grep(new RegExp(process.env.INFILL_GREP));
  const version = process.env.INFILL_VSCODE_VERSION;
  const isEach = !version || version === newest || process.env.INFILL_GREP;
  const left = isEach ? [] : newestOnly.map((name) => `${name}.test.cjs`);
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.test.cjs') && !left.includes(file));
  for (const file of files.sort((one, other) => Number(one === last) - Number(other === last)))
    mocha.addFile(join(__dirname, file));
  mocha.failZero();
  try {
    const failures = await new Promise<number>((done) => mocha.run(done));
    if (failures > 0) throw new Error(`Mocha reports ${failures} failures.`);
  } catch (error) {
    console.log(error);
    throw error;
  } finally {
    console.log(suiteEnd);
  }
}
