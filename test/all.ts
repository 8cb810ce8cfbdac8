// Everything that is tested: what needs no window, while npm fetches the VS Codes; then the suites and the keystrokes in
// them.
//   node test/all.ts [--loaded]     --loaded: with two busy processes beside it
import { parseArgs } from 'node:util';
import { keysJobs } from './keys/jobs.ts';
import { suitesJob } from './suite/job.ts';
import { findBrowser } from './vscode/browser.ts';
import { installVSCode } from './vscode/install.ts';
import { type Job, runJobs } from './vscode/jobs.ts';
import { runProgram } from './vscode/lifetime.ts';
import { startLoad } from './vscode/load.ts';
import { buildForTests, installTestBuild } from './vscode/testBuild.ts';
import { newest, pinnedVersions } from './vscode/versions.ts';

const { values } = parseArgs({ options: { loaded: { type: 'boolean' } } });

/** What needs no window; of each property `npm run check` tries fewer cases by itself. */
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
