// Bundles the extension into dist/extension.cjs; with --test instead a test build of the whole extension into dist/test,
// with the suites that run inside VS Code.
//   node esbuild.mjs [--watch | --test]
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as esbuild from 'esbuild';

const flags = new Set(process.argv.slice(2));
const isTest = flags.has('--test');
const testDir = 'dist/test';
const outdir = isTest ? `${testDir}/dist` : 'dist';

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
    const load = () => ({ contents: readFileSync(path, 'utf8'), loader: 'ts', resolveDir: dirname(path) });
    build.onLoad({ filter: /[\\/]src[\\/]mistral[\\/]clock\.ts$/ }, load);
  },
};

const extension = {
  ...common,
  // Of packages that have one, the build that runs in a browser's worker, too.
  conditions: ['browser'],
  entryPoints: { extension: 'src/extension.ts' },
  outdir,
  outExtension: { '.js': '.cjs' },
  minify: true,
  plugins: isTest ? [heldClock] : [],
};

/** The usage page's script and style, which VS Code's extension host never loads. */
const page = {
  ...common,
  entryPoints: [
    { in: 'src/page/main.ts', out: 'usage' },
    { in: 'src/page/usage.css', out: 'usage' },
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
  entryPoints: ['test/suite/index.ts', 'test/suite/*.test.ts'],
  outdir: `${outdir}/suite`,
  outExtension: { '.js': '.cjs' },
  external: ['vscode', 'mocha'],
};

/** What an extension has beside its bundle. */
const files = ['package.json', 'package.nls.json', 'package.nls.fr.json', 'l10n', 'media', 'README.md', 'CHANGELOG.md'];

if (isTest) {
  rmSync(testDir, { recursive: true, force: true }); // or a deleted suite would still run
  for (const file of [...files, 'LICENSE', 'SECURITY.md', '.vscodeignore'])
    cpSync(file, `${testDir}/${file}`, { recursive: true });
}
for (const options of isTest ? [extension, page, suite] : [extension, page]) {
  if (flags.has('--watch')) await (await esbuild.context(options)).watch();
  else await esbuild.build(options);
}
