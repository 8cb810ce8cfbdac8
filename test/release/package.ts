// Packages the extension: infill-VERSION.vsix, the list of its parts (SBOM) beside it, and the SHA-256 of the VSIX, which
// is the same for the same sources and packages.
//   node test/release/package.ts
import { createHash } from 'node:crypto';
import { copyFile, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { projectDir, run } from '../vscode/install.ts';
import { vsixPath } from '../vscode/packaged.ts';

const vsix = vsixPath();
await run(process.execPath, ['esbuild.mjs', '--package'], { cwd: projectDir });
// prettier-ignore
await run('vsce', ['package', '--out', vsix, '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'],
  // The time of all files in the VSIX: the first that an archive can have, 1 January 1980.
  { cwd: join(projectDir, 'dist/package'), env: { ...process.env, SOURCE_DATE_EPOCH: '315532800' } });
await copyFile(join(projectDir, 'dist/sbom.cdx.json'), vsix.replace(/\.vsix$/, '.cdx.json'));
const hash = createHash('sha256')
  .update(await readFile(vsix))
  .digest('hex');
console.log(`SHA-256 of ${basename(vsix)}: ${hash}`);
