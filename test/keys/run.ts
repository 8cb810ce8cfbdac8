// Installs a test build of the extension and runs the keystroke tests: all in the newest pinned VS Code, ghost text in
// each; or all in the named versions.
//   node test/keys/run.ts [VERSION …] [-- mocha's arguments]
import { runProgram } from '../vscode/lifetime.ts';
import { buildForTests, installTestBuild } from '../vscode/testBuild.ts';
import { newest, parseVersion, pinnedVersions } from '../vscode/versions.ts';
import { runJobs } from '../vscode/jobs.ts';
import { keysJobs } from './jobs.ts';

const args = process.argv.slice(2);
const end = args.includes('--') ? args.indexOf('--') : args.length;
const versions = end > 0 ? args.slice(0, end).map(parseVersion) : pinnedVersions;

await runProgram(async () => {
  await buildForTests();
  await installTestBuild(versions);
  const jobs = versions.flatMap((version) => keysJobs(version, end > 0 || version === newest));
  const more = args.slice(end + 1);
  await runJobs(
    jobs.map((job) => ({ ...job, args: [...job.args, ...more], env: { ...job.env, INFILL_PICTURES: '1' } })),
  );
  return 0;
});
