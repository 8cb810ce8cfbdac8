// Runs all tests: first those without a window, while npm fetches the VS Codes; then the suites and the keystroke tests.
//   node test/all.ts [--loaded]     --loaded: with two busy processes beside it
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { keysJobs } from './keys/jobs.ts';
import { suitesJob } from './suite/job.ts';
import { findBrowser } from './vscode/browser.ts';
import { installVSCode } from './vscode/install.ts';
import { type Job, runJobs } from './vscode/jobs.ts';
import { onEnd, runProgram } from './vscode/lifetime.ts';
import { buildForTests, installTestBuild } from './vscode/testBuild.ts';
import { newest, pinnedVersions } from './vscode/versions.ts';

const { values } = parseArgs({ options: { loaded: { type: 'boolean' } } });

/** Number of processes that take processor time from the tests. */
const busyProcesses = 2;
/** Time after which they end even if the program that started them is gone, in milliseconds. */
const maxBusyMs = 60 * 60_000;

/** Checks without a window; `npm run check` alone tries fewer cases of each property. */
const checks: Job[] = ['check', 'check:audit'].map((name) => {
  return { title: `npm run ${name}`, command: 'npm', args: ['run', '--silent', name], env: { INFILL_CASES: '2000' } };
});

await runProgram(async () => {
  const started = Date.now();
  if (values.loaded) startLoad();
  await Promise.all([runJobs(checks), prepareWindows()]);
  const older = pinnedVersions.filter((version) => version !== newest);
  await runJobs([
    suitesJob(newest),
    ...keysJobs(newest, true),
    ...older.flatMap((version) => [suitesJob(version), ...keysJobs(version, false)]),
  ]);
  console.log(`All of it passes, in ${Math.round((Date.now() - started) / 1000)} s.`);
  return 0;
});

async function prepareWindows(): Promise<void> {
  await Promise.all([buildForTests(), findBrowser(), ...pinnedVersions.map(installVSCode)]);
  await installTestBuild(pinnedVersions);
}

/** Starts processes that do nothing but take processor time, until the program ends. */
function startLoad(): void {
  const spin = `for (const end = Date.now() + ${maxBusyMs}; Date.now() < end && process.ppid === ${process.pid};);`;
  for (let count = 0; count < busyProcesses; count++) {
    const child = spawn(process.execPath, ['--eval', spin], { stdio: 'ignore' });
    onEnd(() => child.kill('SIGKILL'));
  }
}
