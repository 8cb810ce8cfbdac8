// Runs the suites inside VS Code: by default the server of each pinned version with a headless browser as its window;
// with --desktop the desktop VS Code of each, downloaded; or the one executable that INFILL_VSCODE names.
//   node test/suite/run.ts [--desktop] [VERSION …]
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { projectDir, run } from '../vscode/install.ts';
import { runProgram } from '../vscode/lifetime.ts';
import { createProfile, withoutKeys } from '../vscode/profile.ts';
import { parseVersion, pinnedVersions } from '../vscode/versions.ts';
import type { Version } from '../vscode/versions.ts';

const { values, positionals } = parseArgs({ options: { desktop: { type: 'boolean' } }, allowPositionals: true });

const ownVSCode = process.env.INFILL_VSCODE;

await runProgram(async () => {
  await run(process.execPath, ['esbuild.mjs', '--suite'], { cwd: projectDir });
  if (ownVSCode) await runSuites(ownVSCode, ownVSCode);
  else
    for (const version of positionals.length > 0 ? positionals.map(parseVersion) : pinnedVersions)
      await runSuites(`VS Code ${version}`, values.desktop ? undefined : join(projectDir, 'test/vscode/code'), version);
  return 0;
});

/** @throws Error when a test fails */
async function runSuites(title: string, executable?: string, version?: Version): Promise<void> {
  console.log(`\nSuites in ${title}`);
  const profile = await createProfile();
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
