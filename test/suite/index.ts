// Runs inside VS Code's extension host: the entry that `--extensionTestsPath` names.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { markSuiteOutput, suiteEnd } from '../vscode/suiteOutput.ts';

/**
 * Runs every suite that was bundled beside this file.
 * @throws Error when a test fails, or when there is none
 */
export async function run(): Promise<void> {
  markSuiteOutput();
  Mocha.reporters.Base.consoleLog = console.log; // it had taken the unmarked one
  const mocha = new Mocha({ timeout: 30_000, forbidOnly: true, forbidPending: true });
  if (process.env.INFILL_GREP) mocha.grep(new RegExp(process.env.INFILL_GREP));
  for (const file of readdirSync(__dirname)) if (file.endsWith('.test.cjs')) mocha.addFile(join(__dirname, file));
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
