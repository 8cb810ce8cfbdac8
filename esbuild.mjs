// Bundles the extension into dist/extension.cjs, and, with --suite, the tests that run inside VS Code.
//   node esbuild.mjs [--watch] [--suite]
import { rmSync } from 'node:fs';
import * as esbuild from 'esbuild';

const flags = new Set(process.argv.slice(2));

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

const extension = {
  ...common,
  // Of packages that have one, the build that runs in a browser's worker, too.
  conditions: ['browser'],
  entryPoints: { extension: 'src/extension.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  minify: true,
};

/** The usage page's script and style, which VS Code's extension host never loads. */
const page = {
  ...common,
  entryPoints: [
    { in: 'src/page/main.ts', out: 'usage' },
    { in: 'src/page/usage.css', out: 'usage' },
  ],
  outdir: 'dist',
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  sourcemap: false,
  minify: true,
};

const suite = {
  ...common,
  entryPoints: ['test/suite/index.ts', 'test/suite/*.test.ts'],
  outdir: 'dist/suite',
  outExtension: { '.js': '.cjs' },
  external: ['vscode', 'mocha'],
};

if (flags.has('--suite')) rmSync(suite.outdir, { recursive: true, force: true }); // or a deleted suite would still run
for (const options of flags.has('--suite') ? [extension, page, suite] : [extension, page]) {
  if (flags.has('--watch')) await (await esbuild.context(options)).watch();
  else await esbuild.build(options);
}
