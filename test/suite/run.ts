// Runs the suites inside VS Code: by default the server of each pinned version with a headless browser as its window;
// with --desktop a desktop VS Code, downloaded, or the executable that INFILL_VSCODE names.
//   node test/suite/run.ts [--desktop] [VERSION …]
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { projectDir, run } from '../vscode/install.ts';
import { runProgram } from '../vscode/lifetime.ts';
import { createProfile, withoutKeys } from '../vscode/profile.ts';
import { parseVersion, versions } from '../vscode/versions.ts';

const { values, positionals } = parseArgs({ options: { desktop: { type: 'boolean' } }, allowPositionals: true });

await runProgram(async () => {
  await run(process.execPath, ['esbuild.mjs', '--suite'], { cwd: projectDir });
  const wanted = positionals.length > 0 ? positionals : Object.keys(versions);
  for (const version of process.env.INFILL_VSCODE ? [''] : wanted) await runSuites(version);
  return 0;
});

/** @throws Error when a test fails */
async function runSuites(name: string): Promise<void> {
  const version = parseVersion(name);
  const executable = values.desktop ? process.env.INFILL_VSCODE : join(projectDir, 'test/vscode/code');
  console.log(`\nSuites in VS Code ${version}${values.desktop ? ' for the desktop' : ''}`);
  const profile = await createProfile();
  try {
    await runTests({
      version,
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
