// Bundles the extension into dist/extension.cjs; with --package instead into dist/package, with all that is packaged;
// with --test a test build of that into dist/test, with the suites that run inside VS Code.
//   node esbuild.mjs [--watch | --package | --test]
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as esbuild from 'esbuild';
import { noticesText, packagesOf, sbomOf } from './test/release/thirdParty.ts';

const flags = new Set(process.argv.slice(2));
const isTest = flags.has('--test');
/** A folder of its own: vsce looks at every file of the one that it packages, and takes 16 s for those of a clone. */
const packageDir = isTest ? 'dist/test' : flags.has('--package') ? 'dist/package' : undefined;
const outdir = packageDir ? `${packageDir}/dist` : 'dist';

/** VS Code provides `vscode`; it loads extensions as CommonJS. */
const common = {
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20', // VS Code 1.100's extension host
  external: ['vscode'],
  sourcemap: true,
  logLevel: 'info',
};

/** Time-outs of a test build wait for the test: a slow machine makes no request fail. */
const heldClock = {
  name: 'held clock',
  setup(build) {
    const path = resolve('test/vscode/heldClock.ts');
    let isLoaded = false;
    build.onLoad({ filter: /[\\/]src[\\/]base[\\/]clock\.ts$/ }, () => {
      isLoaded = true;
      return { contents: readFileSync(path, 'utf8'), loader: 'ts', resolveDir: dirname(path) };
    });
    build.onEnd(() => {
      if (!isLoaded) throw new Error('The extension has no src/base/clock.ts that could be held.');
    });
  },
};

const extension = {
  ...common,
  // Of packages that have one, the build that runs in a browser's worker, too.
  conditions: ['browser'],
  entryPoints: { extension: isTest ? 'test/vscode/testExtension.ts' : 'src/extension.ts' },
  outdir,
  outExtension: { '.js': '.cjs' },
  minify: true,
  plugins: isTest ? [heldClock] : [],
};

/** The usage page's script and style, which VS Code's extension host never loads. */
const page = {
  ...common,
  entryPoints: [
    { in: 'src/usage/page/main.ts', out: 'usage' },
    { in: 'src/usage/page/usage.css', out: 'usage' },
  ],
  outdir,
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  sourcemap: false,
  minify: true,
};

const suite = {
  ...common,
  entryPoints: ['test/suite/index.ts', 'test/suite/**/*.test.ts'],
  outbase: 'test/suite',
  outdir: `${outdir}/suite`,
  outExtension: { '.js': '.cjs' },
  external: ['vscode', 'mocha'],
};

/** What is packaged beside the bundle, and what says so. */
// prettier-ignore
const files = ['package.json', 'package.nls.json', 'package.nls.fr.json', 'l10n', 'media', 'docs', 'README.md',
  'CHANGELOG.md', 'LICENSE', 'SECURITY.md', '.vscodeignore'];

if (packageDir) {
  rmSync(packageDir, { recursive: true, force: true }); // or a deleted suite would still run
  for (const file of files) cpSync(file, `${packageDir}/${file}`, { recursive: true });
}
const inputs = [];
for (const options of isTest ? [extension, page, suite] : [extension, page]) {
  if (flags.has('--watch')) await (await esbuild.context(options)).watch();
  else {
    const { metafile } = await esbuild.build({ ...options, metafile: true });
    if (options !== suite) inputs.push(...Object.keys(metafile.inputs));
  }
}
if (packageDir) {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const packages = packagesOf(inputs, '.');
  writeFileSync(`${packageDir}/THIRD-PARTY-NOTICES.txt`, noticesText(packages, '.'));
  writeFileSync('dist/sbom.cdx.json', `${JSON.stringify(sbomOf({ name, version }, packages), null, 2)}\n`);
}
