import { partsOf } from './names.ts';
import { folderOf, nameOf, type Paths } from './paths.ts';

/** A file that goes with another one. */
export interface Sibling {
  path: string;
  /** From 0 to 1: a test and its subject, a header and its source first, then files of the folder by their names' likeness. */
  weight: number;
}

/** How tests are called: `x.test`, `x_spec`, `test_x`, `XTest`. */
const testName = /^(?:test[_-](.+)|(.+?)(?:[._-](?:test|tests|spec|specs|stories)|(?<=[a-z0-9])(?:Tests?|Spec|IT)))$/;
const headers = ['.h', '.hpp', '.hh', '.hxx'];
const sources = ['.c', '.cc', '.cpp', '.cxx', '.m', '.mm'];
/** What a component's parts are called beside each other. */
const parts = ['.html', '.css', '.scss', '.less', '.module.css', '.module.scss', '.vue', '.svelte'];
const weights = { counterpart: 1, likeName: 0.5, sameFolder: 0.15 };

/**
 * The files that go with one: its test or its subject wherever that stands, its header or its source, and files of the same
 * kind in its folder.
 * @param most how many at most
 */
export function siblingsOf(path: string, paths: Paths, most = 8): Sibling[] {
  const weighed = new Map<string, number>();
  for (const counterpart of counterpartsOf(path, paths)) weighed.set(counterpart, weights.counterpart);
  const words = partsOf(stemOf(path));
  for (const other of paths.inFolder(folderOf(path))) {
    if (other === path || weighed.has(other) || extensionOf(other) !== extensionOf(path)) continue;
    const shared = partsOf(stemOf(other)).filter((word) => words.includes(word)).length;
    const likeness = shared / Math.max(1, words.length);
    weighed.set(other, weights.sameFolder + (weights.likeName - weights.sameFolder) * likeness);
  }
  const siblings = [...weighed].map(([one, weight]) => ({ path: one, weight }));
  return siblings.sort((a, b) => b.weight - a.weight || (a.path < b.path ? -1 : 1)).slice(0, most);
}

/** A test's subject or a subject's tests, a header's source or a source's header, a component's other parts. */
function counterpartsOf(path: string, paths: Paths): string[] {
  const [stem, extension] = [stemOf(path), extensionOf(path)];
  const subject = subjectOf(stem);
  const names = subject === null ? testNamesOf(stem) : [subject];
  const named = names.flatMap((name) => likeExtensions(extension).map((end) => name + end));
  const kin = [headers, sources].some((ends) => ends.includes(extension)) ? [...headers, ...sources] : parts;
  const beside = kin.filter((end) => end !== extension).map((end) => stem + end);
  const found = [
    ...named.flatMap((name) => nearest(path, paths.endingWith(name))),
    ...beside.flatMap((name) => paths.endingWith(name)).filter((other) => isKin(path, other)),
  ];
  return [...new Set(found)].filter((one) => one !== path);
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

/** A test in TypeScript may have a subject in JavaScript, and with or without markup. */
function likeExtensions(extension: string): string[] {
  return /^\.[cm]?[jt]sx?$/.test(extension) ? ['.ts', '.tsx', '.js', '.jsx', '.mts', '.mjs', '.cjs'] : [extension];
}

/** A header may stand in `include/`, its source in `src/`; a component's parts stand beside each other. */
function isKin(path: string, other: string): boolean {
  return (
    headers.includes(extensionOf(other)) || sources.includes(extensionOf(other)) || folderOf(path) === folderOf(other)
  );
}

/** Of files with one name, those that share most folders with a path: `test/unit/a/x.test.ts` goes with `src/a/x.ts`. */
function nearest(path: string, others: readonly string[]): string[] {
  const folders = folderOf(path).split('/');
  const shared = (other: string) =>
    folderOf(other)
      .split('/')
      .filter((folder) => folders.includes(folder)).length;
  const most = Math.max(...others.map(shared));
  return others.filter((other) => shared(other) === most).slice(0, 2);
}

function stemOf(path: string): string {
  const name = nameOf(path);
  return name.slice(0, name.length - extensionOf(path).length);
}

function extensionOf(path: string): string {
  return /(?:\.module)?\.[^.]+$/.exec(nameOf(path))?.[0] ?? '';
}
