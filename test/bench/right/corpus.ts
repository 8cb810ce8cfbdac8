import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Chance } from '../../support/chance.ts';
import { unitOf } from './typist.ts';

/** A source file of a package, with `\n` line ends. */
export interface SourceFile {
  path: string;
  language: string;
  text: string;
  lines: readonly string[];
  /** Start offset of each line. */
  starts: readonly number[];
  /** One level of its indentation. */
  unit: string;
}

/** Pinned packages with sources in many languages. */
const packages = [
  'react-native@0.88.1',
  'expo-modules-core@58.1.0',
  '@wordpress/block-library@11.1.0',
  'bootstrap@5.3.9',
  'node-gyp@13.1.0',
  'ace-builds@1.45.2',
  'coc.nvim@0.0.82',
  'npm@12.2.2',
];
const folder = join(import.meta.dirname, '../../../.vscode-test/right-text');

const languageOf: Readonly<Record<string, string>> = {
  ...{ ts: 'typescript', tsx: 'typescriptreact', js: 'javascript', jsx: 'javascriptreact', mjs: 'javascript' },
  ...{ java: 'java', kt: 'kotlin', kts: 'kotlin', swift: 'swift', m: 'objective-c', mm: 'objective-cpp', h: 'cpp' },
  ...{ cpp: 'cpp', cc: 'cpp', c: 'c', rb: 'ruby', podspec: 'ruby', py: 'python', gypi: 'python', php: 'php' },
  ...{ scss: 'scss', css: 'css', html: 'html', md: 'markdown', json: 'json', yml: 'yaml', yaml: 'yaml' },
  ...{ sh: 'shellscript', vim: 'viml', lua: 'lua', xml: 'xml', cmake: 'cmake', gradle: 'groovy' },
};
const size = { min: 600, max: 40_000 };
const minLines = 20;
const maxLineLength = 300;
/** Generated files: no one types them. */
const generated = /@generated|DO NOT (?:EDIT|MODIFY)|automatically generated|auto-generated/i;
const unfit =
  /\.(?:min|bundle|d)\.\w+$|(?:^|\/)(?:package-lock|CHANGELOG|mode-|theme-|worker-|snippets)[^/]*$|\/dist\/|\/build\/(?!index)/;

/** At most `perLanguage` files per language; the choice depends only on the seed. */
export function sourceFiles(perLanguage: number, seed: number): SourceFile[] {
  const found = new Map<string, string[]>();
  for (const name of packages) {
    const root = installed(name);
    for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
      const language = languageOf[path.slice(path.lastIndexOf('.') + 1)];
      const file = join(root, path);
      if (language === undefined || unfit.test(path) || !statSync(file).isFile()) continue;
      const { size: bytes } = statSync(file);
      if (bytes >= size.min && bytes <= size.max) found.set(language, [...(found.get(language) ?? []), file]);
    }
  }
  return [...found].sort().flatMap(([language, paths]) => {
    const chance = new Chance(`${seed} ${language}`);
    const shuffled = paths.map((path) => ({ path, at: chance.between(0, 1) })).sort((a, b) => a.at - b.at);
    const files: SourceFile[] = [];
    for (const { path } of shuffled) {
      const file = files.length < perLanguage ? sourceFile(path, language) : null;
      if (file) files.push(file);
    }
    return files;
  });
}

function sourceFile(path: string, language: string): SourceFile | null {
  const text = readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n');
  const lines = text.split('\n');
  // eslint-disable-next-line no-control-regex
  const isOdd = /[\u0000-\u0008\u000b-\u001f\u2028\u2029\ufffd\p{Default_Ignorable_Code_Point}]/u.test(text);
  const isLong = lines.some((line) => line.length > maxLineLength);
  if (isOdd || isLong || lines.length < minLines || generated.test(lines.slice(0, 15).join('\n'))) return null;
  const starts: number[] = [];
  let start = 0;
  for (const line of lines) {
    starts.push(start);
    start += line.length + 1;
  }
  return { path: path.slice(folder.length + 1), language, text, lines, starts, unit: unitOf(text) };
}

/** Downloads a package once. @returns its folder */
function installed(name: string): string {
  const target = join(folder, name.replaceAll('/', '+'));
  if (existsSync(target)) return target;
  const part = `${target}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  const packed = execFileSync('npm', ['pack', '--silent', name, '--pack-destination', part], { encoding: 'utf8' });
  execFileSync('tar', ['-xzf', join(part, packed.trim().split('\n').at(-1)!), '-C', part]);
  renameSync(part, target);
  return target;
}
