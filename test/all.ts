// Everything that is tested: the quick part, while npm fetches the VS Codes; then the suites and the keystrokes in them.
//   node test/all.ts [--loaded]     --loaded: with two busy processes beside it
import { parseArgs } from 'node:util';
import { keysJobs } from './keys/jobs.ts';
import { suitesJob } from './suite/job.ts';
import { installVSCode, projectDir, run } from './vscode/install.ts';
import { runJobs } from './vscode/jobs.ts';
import { runProgram } from './vscode/lifetime.ts';
import { startLoad } from './vscode/load.ts';
import { buildForTests, installTestBuild } from './vscode/testBuild.ts';
import { newest, pinnedVersions } from './vscode/versions.ts';

const { values } = parseArgs({ options: { loaded: { type: 'boolean' } } });

/** Of each property, `npm run check` tries fewer cases by itself. */
const env = { ...process.env, INFILL_CASES: '2000' };
const script = (name: string) => run('npm', ['run', name], { cwd: projectDir, env });

await runProgram(async () => {
  const started = Date.now();
  if (values.loaded) startLoad();
  const windows = Promise.all([buildForTests(), ...pinnedVersions.map(installVSCode)]);
  await Promise.all([script('check'), script('check:audit'), windows]);
  await installTestBuild(pinnedVersions);
  const older = pinnedVersions.filter((version) => version !== newest);
  await runJobs([
    suitesJob(newest),
    ...keysJobs(newest, true),
    ...older.flatMap((version) => [suitesJob(version), ...keysJobs(version, false)]),
  ]);
  console.log(`All of it passes, in ${Math.round((Date.now() - started) / 1000)} s.`);
  return 0;
});
