import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { Paths } from '../../../../src/context/sources/paths.ts';
import type { SourceFile } from '../../../../src/context/index/sourceFile.ts';
import type { Package } from '../packages.ts';

/** Workspaces of the replay's places. */
const folders = [
  'node_modules/@mistralai/mistralai/src',
  'node_modules/zod/src/v4',
  'node_modules/mocha',
  'node_modules/semver',
  'node_modules/commander',
  'node_modules/eslint/lib',
  'node_modules/flatted',
  'node_modules/playwright-core/bin',
  'test/fixtures/demo',
];
const languages: Readonly<Record<string, string>> = {
  ts: 'typescript',
  js: 'javascript',
  cjs: 'javascript',
  mjs: 'javascript',
  py: 'python',
  go: 'go',
  php: 'php',
  css: 'css',
  sh: 'shellscript',
};
/** In characters, as in the extension. */
const maxFileCharacters = 100_000;
const root = join(import.meta.dirname, '../../../..');
const read = new Map<string, Package>();

/** The workspace of a file of the replay. Its paths and URIs are relative to the project. */
export function workspaceOf(file: string): Package {
  const folder = folders.find((one) => file.startsWith(`${one}/`))!;
  const known = read.get(folder);
  if (known) return known;
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.split(sep).join('/')}`)
    .filter((path) => languageOf(path) && !/\.min\.|\.d\.ts$|\/node_modules\/.*\/node_modules\//.test(path))
    .filter((path) => statSync(join(root, path)).isFile() && statSync(join(root, path)).size <= maxFileCharacters);
  const files = new Map(paths.map((path) => [path, fileOf(path)]));
  const workspace = { name: folder, isTuned: false, files, paths: new Paths(paths) };
  read.set(folder, workspace);
  return workspace;
}

function fileOf(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');
  return { uri: `file:///${path}`, path, language: languageOf(path)!, text, version: 1 };
}

function languageOf(path: string): string | undefined {
  return languages[path.slice(path.lastIndexOf('.') + 1)];
}
