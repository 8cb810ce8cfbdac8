import type { Work } from '../../base/background.ts';
import { detached } from '../../base/detachedString.ts';
import { ownValue } from '../../base/ownValue.ts';
import { folderOf, joined } from './path.ts';
import { type Paths } from './paths.ts';

/** An import as the file writes it: `./store.ts`, `.store`, `crate::store`, `store.h`. */
export type Specifier = string;

const script = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*(['"])([^'"\n]{1,300})\1/g;
const python = /^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+(\([^()]{0,2000}\)|[^\n#;]+)|import[ \t]+([\w., \t]+))/gm;
const goBlock = /^import\s*\(([^()]*)\)/gm;
const goLine = /^import\s+(?:[\w.]+\s+)?"([^"\n]+)"/gm;
const rust = /^[ \t]*(?:pub(?:\([^()\n]{0,60}\))?[ \t]+)?(?:use[ \t]+([\w:]+)|mod[ \t]+(\w+)[ \t]*;)/gm;
const dotted = /^[ \t]*import[ \t]+(?:static[ \t]+)?([\w.]+)/gm;
const include = /^[ \t]*#[ \t]*include[ \t]*[<"]([^>"\n]+)[>"]/gm;
const required = /\b(?:require|require_relative|include|include_once|require_once)\b[ \t(]*(['"])([^'"\n]+)\1/g;
const style = /@(?:import|use|forward)\s+(?:url\()?(['"])([^'"\n]+)\1/g;

const scripts = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact', 'vue', 'svelte', 'astro'];
const all = (text: string, pattern: RegExp, group: number) => [...text.matchAll(pattern)].map((match) => match[group]!);

const styles = (text: string) => all(text, style, 2);

const readers: Readonly<Record<string, (text: string) => Specifier[]>> = {
  ...Object.fromEntries(scripts.map((language) => [language, (text: string) => all(text, script, 2)])),
  python: (text) =>
    [...text.matchAll(python)].flatMap(([, from, names, modules]) => pythonModules(from, names, modules)),
  go: (text) => [...all(text, goLine, 1), ...all(text, goBlock, 1).flatMap((block) => all(block, /"([^"\n]+)"/g, 1))],
  rust: (text) => [...text.matchAll(rust)].map(([, use, mod]) => use ?? `self::${mod!}`),
  java: (text) => all(text, dotted, 1),
  kotlin: (text) => all(text, dotted, 1),
  scala: (text) => all(text, dotted, 1),
  c: (text) => all(text, include, 1),
  cpp: (text) => all(text, include, 1),
  'objective-c': (text) => all(text, include, 1),
  ruby: (text) => all(text, required, 2),
  php: (text) => all(text, required, 2),
  css: styles,
  scss: styles,
  less: styles,
};

/** The imports of a file, each once, in the order of the text; none for unknown languages. */
export function importsOf(text: string, language: string): Specifier[] {
  return [...new Set(ownValue(readers, language)?.(text) ?? [])].map(detached);
}

/** `from .a import b` may mean the file `a` or the file `a/b`. */
function pythonModules(from: string | undefined, names = '', modules = ''): Specifier[] {
  const split = (list: string) => list.replace(/[()]/g, '').split(',');
  if (from === undefined) return split(modules).map((one) => one.trim().split(/\s/)[0]!);
  const inner = split(names).map((one) => one.trim().split(/\s/)[0]!);
  const dot = from.endsWith('.') ? '' : '.';
  return [from, ...inner.filter((name) => /^\w+$/.test(name)).map((name) => from + dot + name)];
}

const scriptEnds = ['.ts', '.tsx', '.js', '.jsx', '.mts', '.cts', '.mjs', '.cjs', '.vue', '.svelte', '.d.ts'];
/** Extensions of the sources of a compiled file. */
const sourceEnds: Readonly<Record<string, string[]>> = {
  '.js': ['.ts', '.tsx', '.jsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};
/** A choice: where more files end with an import's path, any of them may be meant. */
const maxMatches = 3;

/**
 * The files of the workspace folder that an import means, by the text alone: no files of packages, and none that a build
 * tool maps elsewhere.
 * @param path of the importing file, from the workspace folder
 */
export function resolveImport(specifier: Specifier, path: string, language: string, paths: Paths): string[] {
  const found = resolve(specifier, path, language, paths);
  return found.filter((one) => one !== path);
}

/** The files that a file imports, each once, in the order of its text. */
export function* importedFiles(head: string, path: string, language: string, paths: Paths): Work<string[]> {
  const found = new Set<string>();
  for (const specifier of importsOf(head, language)) {
    yield;
    for (const one of resolveImport(specifier, path, language, paths)) found.add(one);
  }
  return [...found];
}

function resolve(specifier: Specifier, path: string, language: string, paths: Paths): string[] {
  const folder = folderOf(path);
  if (scripts.includes(language)) return scriptFile(specifier, folder, paths);
  if (language === 'python') return pythonFile(specifier, folder, paths);
  if (language === 'go')
    return filesIn(paths.foldersEndingWith(specifier.split('/').slice(-2).join('/')), 1, paths, '.go');
  if (language === 'rust') return rustFile(specifier, path, paths);
  if (['java', 'kotlin', 'scala'].includes(language)) {
    const end = specifier.replaceAll('.', '/');
    return ['.java', '.kt', '.scala'].flatMap((extension) => unambiguous(paths.endingWith(end + extension)));
  }
  const beside = joined(folder, specifier);
  const ends = ['', '.rb', '.php', '.css', '.scss', '.less'];
  const near = beside === null ? undefined : ends.map((end) => beside + end).find((one) => paths.has(one));
  if (near !== undefined) return [near];
  return unambiguous(paths.endingWith(specifier.replace(/^(?:\.{0,2}\/)+/, '')));
}

function scriptFile(specifier: Specifier, folder: string, paths: Paths): string[] {
  const isRelative = /^\.{1,2}(?:\/|$)/.test(specifier);
  // `@/store`, `~/store`, `src/store`: build tools map such names to the folder of the sources.
  const base = isRelative ? joined(folder, specifier) : specifier.replace(/^[@~#]?\//, '');
  if (base === null) return [];
  const candidates = [
    base,
    ...scriptEnds.map((end) => base + end),
    ...scriptEnds.map((end) => join(base, `index${end}`)),
  ];
  for (const [compiled, sources] of Object.entries(sourceEnds)) {
    if (base.endsWith(compiled)) candidates.push(...sources.map((end) => base.slice(0, -compiled.length) + end));
  }
  if (isRelative) return candidates.filter((one) => paths.has(one)).slice(0, 1);
  if (!specifier.includes('/')) return [];
  for (const one of candidates) {
    const [found] = unambiguous(paths.endingWith(one));
    if (found !== undefined) return [found];
  }
  return [];
}

function pythonFile(specifier: Specifier, folder: string, paths: Paths): string[] {
  const [, dots, name] = /^(\.*)(.*)$/.exec(specifier)!;
  const inner = name!.replaceAll('.', '/');
  const ends = inner === '' ? ['__init__.py'] : [`${inner}.py`, `${inner}/__init__.py`];
  const near = joined(folder, '../'.repeat(Math.max(0, dots!.length - 1)));
  const beside = near === null ? [] : ends.map((end) => join(near, end)).filter((one) => paths.has(one));
  if (dots !== '' || beside.length > 0) return beside.slice(0, 1);
  // `import os` usually means Python's library, not a file with that name.
  return inner.includes('/') ? ends.flatMap((end) => unambiguous(paths.endingWith(end))).slice(0, 1) : [];
}

function rustFile(specifier: Specifier, path: string, paths: Paths): string[] {
  const parts = specifier.split('::');
  const own = path.replace(/(?:\/mod|\/lib|\/main)?\.rs$/, '');
  const src = /^(?:.*\/)?src(?=\/)/.exec(path)?.[0] ?? folderOf(path);
  const roots: Readonly<Record<string, string[]>> = {
    crate: [src],
    self: [own, folderOf(path)],
    super: [folderOf(own), folderOf(path)],
  };
  const starts = roots[parts[0]!];
  if (!starts) return [];
  // The last parts may name an item in the file.
  for (let length = parts.length; length > 1; length--) {
    const inner = parts.slice(1, length).join('/');
    const found = starts.flatMap((start) => [join(start, `${inner}.rs`), join(start, `${inner}/mod.rs`)]);
    const file = found.find((one) => paths.has(one));
    if (file !== undefined) return [file];
  }
  return [];
}

function join(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

function unambiguous(paths: readonly string[]): string[] {
  return paths.length > maxMatches ? [] : [...paths];
}

/** The files of some folders; none where there are too many folders. */
function filesIn(folders: readonly string[], max: number, paths: Paths, extension: string): string[] {
  if (folders.length > max) return [];
  return folders.flatMap((folder) => paths.inFolder(folder).filter((path) => path.endsWith(extension)));
}
