// Runs the suites inside VS Code: by default the server of each pinned version with a headless browser as its window;
// with --desktop the desktop VS Code of each, downloaded; or the executable in INFILL_VSCODE.
//   node test/suite/run.ts [--desktop] [--built] [VERSION …]
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { projectDir } from '../vscode/install.ts';
import { runJobs } from '../vscode/jobs.ts';
import { runProgram } from '../vscode/lifetime.ts';
import { createProfile, bareWindow, withoutKeys } from '../vscode/profile.ts';
import { buildForTests, testBuildDir } from '../vscode/testBuild.ts';
import { parseVersion, pinnedVersions } from '../vscode/versions.ts';
import type { Version } from '../vscode/versions.ts';
import { suitesJob } from './job.ts';

const { values, positionals } = parseArgs({
  options: { desktop: { type: 'boolean' }, built: { type: 'boolean' } },
  allowPositionals: true,
});

const ownVSCode = process.env.INFILL_VSCODE;

await runProgram(async () => {
  if (!values.built) await buildForTests();
  const versions = positionals.length > 0 ? positionals.map(parseVersion) : pinnedVersions;
  if (ownVSCode) await runSuites(ownVSCode, ownVSCode);
  else if (values.desktop) for (const version of versions) await runSuites(`VS Code ${version}`, undefined, version);
  else if (versions.length > 1)
    await runJobs(versions.toReversed().map(suitesJob)); // the newest has more of them
  else await runSuites(`VS Code ${versions[0]}`, join(projectDir, 'test/vscode/suite/code'), versions[0]);
  return 0;
});

/** @throws Error when a test fails */
async function runSuites(title: string, executable?: string, version?: Version): Promise<void> {
  console.log(`\nSuites in ${title}`);
  const profile = await createProfile(bareWindow);
  try {
    await runTests({
      ...(version && { version }),
      ...(executable && { vscodeExecutablePath: executable }),
      extensionDevelopmentPath: testBuildDir,
      extensionTestsPath: join(testBuildDir, 'dist/suite/index.cjs'),
      launchArgs: [
        profile.workspace,
        `--user-data-dir=${profile.userDataDir}`,
        `--extensions-dir=${profile.extensionsDir}`,
      ],
      extensionTestsEnv: { ...withoutKeys(), INFILL_VSCODE_VERSION: version },
    });
  } finally {
    await profile.remove();
  }
}
