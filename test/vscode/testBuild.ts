import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installVSCode, projectDir, run } from './install.ts';
import { installExtension } from './server.ts';
import type { Version } from './versions.ts';

/** The extension for tests: all that is packaged, with a clock whose time-outs wait, and the suites. */
export const testBuildDir = join(projectDir, 'dist/test');

/** Builds it. */
export async function buildForTests(): Promise<void> {
  await run(process.execPath, ['esbuild.mjs', '--test'], { cwd: projectDir, held: true });
}

/** Packages the build and installs it in these VS Codes; their windows get copies of it. */
export async function installTestBuild(versions: readonly Version[]): Promise<void> {
  const vsix = join(testBuildDir, 'test.vsix');
  // prettier-ignore
  await run('vsce', ['package', '--out', vsix, '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'],
    { cwd: testBuildDir, held: true });
  await Promise.all(versions.map((version) => install(vsix, version)));
}

/** Extensions folder with the test build, of `installTestBuild`. */
export function testExtensions(version: Version): string {
  return join(testBuildDir, `installed-${version}`);
}

async function install(vsix: string, version: Version): Promise<void> {
  const userDataDir = await mkdtemp(join(tmpdir(), 'infill-install-'));
  try {
    const dirs = { userDataDir, extensionsDir: testExtensions(version) };
    await installExtension(await installVSCode(version), vsix, dirs);
  } finally {
    await rm(userDataDir, { recursive: true, force: true });
  }
}
