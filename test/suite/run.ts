// Runs the suites inside VS Code: by default the server of each pinned version with a headless browser as its window;
// with --desktop the desktop VS Code of each, downloaded; or the one executable that INFILL_VSCODE names.
//   node test/suite/run.ts [--desktop] [--built] [VERSION …]
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { projectDir, run } from '../vscode/install.ts';
import { runProgram } from '../vscode/lifetime.ts';
import { createProfile, plainWindow, withoutKeys } from '../vscode/profile.ts';
import { parseVersion, pinnedVersions } from '../vscode/versions.ts';
import type { Version } from '../vscode/versions.ts';

const { values, positionals } = parseArgs({
  options: { desktop: { type: 'boolean' }, built: { type: 'boolean' } },
  allowPositionals: true,
});

const ownVSCode = process.env.INFILL_VSCODE;

await runProgram(async () => {
  if (!values.built) await run(process.execPath, ['esbuild.mjs', '--suite'], { cwd: projectDir });
  const versions = positionals.length > 0 ? positionals.map(parseVersion) : pinnedVersions;
  if (ownVSCode) await runSuites(ownVSCode, ownVSCode);
  else if (values.desktop) for (const version of versions) await runSuites(`VS Code ${version}`, undefined, version);
  else if (versions.length > 1) await runAtOnce(versions);
  else await runSuites(`VS Code ${versions[0]}`, join(projectDir, 'test/vscode/code'), versions[0]);
  return 0;
});

/**
 * Each version in a process of its own: their windows share neither focus nor clipboard, and wait most of the time.
 * @throws Error when a test fails, once all have ended
 */
async function runAtOnce(versions: readonly Version[]): Promise<void> {
  const runs = versions.map((version, index) =>
    run(process.execPath, [import.meta.filename, '--built', version], { cwd: projectDir, held: index > 0 }),
  );
  const failed = (await Promise.allSettled(runs)).find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

/** @throws Error when a test fails */
async function runSuites(title: string, executable?: string, version?: Version): Promise<void> {
  console.log(`\nSuites in ${title}`);
  const profile = await createProfile(plainWindow);
  try {
    await runTests({
      ...(version && { version }),
      ...(executable && { vscodeExecutablePath: executable }),
      extensionDevelopmentPath: projectDir,
      extensionTestsPath: join(projectDir, 'dist/suite/index.cjs'),
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
