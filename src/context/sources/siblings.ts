import type { Work } from '../../base/background.ts';
import { wordsIn } from '../index/names.ts';
import { folderOf, nameOf } from './path.ts';
import { type Paths } from './paths.ts';

/** A file that belongs with another one. */
export interface Sibling {
  path: string;
  /** From 0 to 1, see {@link weights}. */
  weight: number;
}

/** Names of tests: `x.test`, `x_spec`, `test_x`, `XTest`. */
const testName = /^(?:test[_-](.+)|(.+?)(?:[._-](?:test|tests|spec|specs|stories)|(?<=[a-z0-9])(?:Tests?|Spec|IT)))$/;
const headers = ['.h', '.hpp', '.hh', '.hxx'];
const sources = ['.c', '.cc', '.cpp', '.cxx', '.m', '.mm'];
/** Extensions of the parts of a component. */
const parts = ['.html', '.css', '.scss', '.less', '.module.css', '.module.scss', '.vue', '.svelte'];
/** A choice: counterparts first, then files of the folder whose names have the same words. */
const weights = { counterpart: 1, likeName: 0.5, sameFolder: 0.15 };

/** A choice, for files with one name that are equally near. */
const maxNearest = 2;

/**
 * The files that belong with one: its test or its subject and its header or its source anywhere in the workspace folder, and
 * files with the same extension in its folder. Best first.
 */
export function* siblingsOf(path: string, paths: Paths, max = 8): Work<Sibling[]> {
  const counterparts = yield* counterpartsOf(path, paths);
  // A folder may have thousands of files, so they are not all sorted.
  const best: Sibling[] = [];
  const add = (sibling: Sibling) => {
    if (best.length === max && isBefore(best[max - 1]!, sibling)) return;
    const at = best.findIndex((one) => isBefore(sibling, one));
    best.splice(at < 0 ? best.length : at, 0, sibling);
    best.splice(max);
  };
  for (const counterpart of counterparts) add({ path: counterpart, weight: weights.counterpart });
  const words = wordsIn(stemOf(path));
  const extension = extensionOf(path);
  for (const other of paths.inFolder(folderOf(path))) {
    yield;
    if (other === path || counterparts.includes(other) || extensionOf(other) !== extension) continue;
    const shared = wordsIn(stemOf(other)).filter((word) => words.includes(word)).length;
    const likeness = shared / Math.max(1, words.length);
    add({ path: other, weight: weights.sameFolder + (weights.likeName - weights.sameFolder) * likeness });
  }
  return best;
}

function isBefore(a: Sibling, b: Sibling): boolean {
  return a.weight === b.weight ? a.path < b.path : a.weight > b.weight;
}

/** A test's subject or a subject's tests, a header's source or a source's header, a component's other parts. */
function* counterpartsOf(path: string, paths: Paths): Work<string[]> {
  const [stem, extension] = [stemOf(path), extensionOf(path)];
  const subject = subjectOf(stem);
  const names = subject === null ? testNamesOf(stem) : [subject];
  const named = names.flatMap((name) => likeExtensions(extension).map((end) => name + end));
  const kin = [headers, sources].some((ends) => ends.includes(extension)) ? [...headers, ...sources] : parts;
  const beside = kin.filter((end) => end !== extension).map((end) => stem + end);
  const found = new Set<string>();
  for (const name of named) for (const one of yield* nearest(path, paths.endingWith(name))) found.add(one);
  for (const name of beside) {
    yield;
    for (const other of paths.endingWith(name)) if (isKin(path, other)) found.add(other);
  }
  found.delete(path);
  return [...found];
}

function subjectOf(stem: string): string | null {
  const match = testName.exec(stem);
  return match?.[1] ?? match?.[2] ?? null;
}

function testNamesOf(stem: string): string[] {
  return [
    `${stem}.test`,
    `${stem}.spec`,
    `${stem}_test`,
    `${stem}_spec`,
    `test_${stem}`,
    `${stem}Test`,
    `${stem}Tests`,
  ];
}

/** A test in TypeScript may be of a file in JavaScript, with or without JSX. */
function likeExtensions(extension: string): string[] {
  return /^\.[cm]?[jt]sx?$/.test(extension) ? ['.ts', '.tsx', '.js', '.jsx', '.mts', '.mjs', '.cjs'] : [extension];
}

/** A header may be in `include/` and its source in `src/`; the parts of a component are in one folder. */
function isKin(path: string, other: string): boolean {
  return (
    headers.includes(extensionOf(other)) || sources.includes(extensionOf(other)) || folderOf(path) === folderOf(other)
  );
}

/** The files that share most folder names with a path: `test/unit/a/x.test.ts` belongs with `src/a/x.ts`. */
function* nearest(path: string, others: readonly string[]): Work<string[]> {
  const folders = new Set(folderOf(path).split('/'));
  let max = 0;
  let found: string[] = [];
  for (const other of others) {
    yield;
    const shared = folderOf(other)
      .split('/')
      .filter((folder) => folders.has(folder)).length;
    if (shared < max) continue;
    if (shared > max) found = [];
    max = shared;
    if (found.length < maxNearest) found.push(other);
  }
  return found;
}

function stemOf(path: string): string {
  const name = nameOf(path);
  return name.slice(0, name.length - extensionOf(path).length);
}

function extensionOf(path: string): string {
  return /(?:\.module)?\.[^.]+$/.exec(nameOf(path))?.[0] ?? '';
}
