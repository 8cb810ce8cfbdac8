import { Background, type Work } from '../../../../src/base/background.ts';
import { gatherAfter, maxFiles } from '../../../../src/context/vscode/gathering.ts';
import { ignoreRules, isIgnored } from '../../../../src/privacy/ignoreRules.ts';
import type { Hint } from '../../../../src/context/sources/hint.ts';
import { importersOf, type ImportingFile } from '../../../../src/context/sources/importers.ts';
import { importedFiles, importsOf } from '../../../../src/context/sources/imports.ts';
import { KnownFiles } from '../../../../src/context/index/knownFiles.ts';
import { DeclarationIndex } from '../../../../src/context/index/declarationIndex.ts';
import { Paths } from '../../../../src/context/sources/paths.ts';
import { maskSecrets } from '../../../../src/context/secrets/secrets.ts';
import { SnippetCache } from '../../../../src/context/selection/snippetCache.ts';
import { siblingsOf } from '../../../../src/context/sources/siblings.ts';
import type { SourceFile } from '../../../../src/context/index/sourceFile.ts';
import { unfitFor } from '../../../../src/privacy/unfit.ts';
import { hash } from '../../../../src/base/hash.ts';
import { surroundings } from '../../../../src/completion/surroundings.ts';
import { systemClock } from '../../../../src/base/clock.ts';
import { Chance } from '../../../support/chance.ts';
import { collector } from '../../costs/costs.ts';
import { Document } from '../../typing/editor/document.ts';
import { packages } from '../packages.ts';

/** What a workspace of so many files costs this machine: real time and memory, so never twice quite the same. */
export interface ScaleCosts {
  files: number;
  /** Bytes: of the list of paths, and of all with the library full of what was looked at. */
  pathBytes: number;
  allBytes: number;
  /** Milliseconds of work in the background for a minute of typing, with all files of the place read before. */
  backgroundMs: number;
  /** When a document is opened and what goes with it is read for the first time. */
  firstMs: number;
  maxSliceMs: number;
}

/** As the extension gathers while somebody types without a rest. */
const gathersPerMinute = 60_000 / gatherAfter.maxMs;
/** Documents that somebody works in one after another, with what goes with each: fills the library to its bound. */
const documents = 40;
const recentFiles = 15;
/**
 * Each round does the same; what else the machine does is no cost of the extension, so the best of them counts. Of slices
 * the longest of all counts: each holds the user's editor. The first round warms up, and counts for nothing.
 */
const rounds = 3;
/** Those of an ordinary `.gitignore`. */
const rules = ignoreRules(
  'node_modules/\n/dist/\n/coverage/\n*.log\n*.tsbuildinfo\n.cache/\n!/keep.log\n/.vscode-test/\n',
);
/** Files come and go at once, as when a branch is checked out. */
const events = 500;

/** A workspace made of copies of real files, each copy with paths and some names of its own. */
export async function scaleCosts(files: number): Promise<ScaleCosts> {
  const all: ScaleCosts[] = [];
  for (let round = 0; round < rounds; round++) all.push(await roundOf(files));
  all.shift();
  const best = (figure: (costs: ScaleCosts) => number) => Math.min(...all.map(figure));
  return {
    files,
    pathBytes: best(({ pathBytes }) => pathBytes),
    allBytes: Math.max(...all.map(({ allBytes }) => allBytes)),
    backgroundMs: best(({ backgroundMs }) => backgroundMs),
    firstMs: best(({ firstMs }) => firstMs),
    maxSliceMs: Math.max(...all.map(({ maxSliceMs }) => maxSliceMs)),
  };
}

async function roundOf(files: number): Promise<ScaleCosts> {
  const collect = collector();
  const heap = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const originals = packages().flatMap((one) =>
    [...one.files.values()].map((file) => ({ ...file, path: `${one.name}/${file.path}` })),
  );
  const pathOf = (index: number) =>
    `copy${Math.floor(index / originals.length)}/${originals[index % originals.length]!.path}`;
  const start = heap();
  const paths = new Paths();
  for (let index = 0; index < files; index++) paths.add(pathOf(index));
  const pathBytes = heap() - start;

  const slices: number[] = [];
  const background = new Background({ clock: systemClock, onSlice: (milliseconds) => slices.push(milliseconds) });
  const declarationIndex = new DeclarationIndex();
  const snippetCache = new SnippetCache({ declarationIndex, background, clock: systemClock });
  snippetCache.snippetTokens = 1_000;
  const read = (path: string): SourceFile => {
    const [, copy, inner] = /^copy(\d+)\/(.*)$/.exec(path)!;
    const original = originals[originalAt.get(inner!)!]!;
    // No two copies share their names' strings: a large workspace has more names than a small one.
    const text = original.text.replaceAll(/\b(get|set|is|has|create|add)(?=[A-Z])/g, `$1${copy}`);
    return { ...original, uri: `file:///${path}`, path, text, version: 1 };
  };
  const known = new KnownFiles<object>(4_000, () => {});
  const indexed = new Map<string, ImportingFile>();
  /** As the extension takes a file in: rules and decoding in one go, the rest in slices. */
  const take = (file: SourceFile): Promise<void> => {
    const bytes = new TextEncoder().encode(file.text);
    slices.push(timed(() => void isIgnored(file.path, (folder) => (folder === '' ? rules : undefined))));
    slices.push(timed(() => void new TextDecoder().decode(bytes)));
    return background.run(taken(file));
  };
  function* taken(file: SourceFile): Work<void> {
    unfitFor(file.path, file.text);
    yield;
    const text = yield* maskSecrets(file.text.replaceAll('\r\n', '\n'));
    yield;
    hash(text);
    yield* declarationIndex.put({ ...file, text });
    yield;
    indexed.set(file.uri, { ...file, specifiers: importsOf(text, file.language) });
  }
  const originalAt = new Map(originals.map(({ path }, index) => [path, index]));
  const chance = new Chance('scale');
  const [first, later]: [number[], number[]] = [[], []];
  for (let count = 0; count < documents; count++) {
    const own = read(pathOf(chance.below(files)));
    const recent = Array.from({ length: recentFiles }, () => pathOf(chance.below(files)));
    for (const minutes of [first, later]) {
      const before = slices.length;
      for (let gather = 0; gather < (minutes === first ? 1 : gathersPerMinute); gather++) {
        const hints = await leadsOf({ own, recent, paths, indexed: [...indexed.values()], background });
        for (const { uri } of hints.slice(0, maxFiles)) {
          const path = uri.slice('file:///'.length);
          if (!declarationIndex.has(uri)) await take(read(path));
          await known.read(uri, () => Promise.resolve({}));
        }
        // What is typed in is read anew, since it may tell something to another document.
        await take({ ...own, version: `${count} ${gather} ${minutes === first ? 1 : 2}` });
        slices.push(timed(() => comeAndGo(paths, known)));
        await snippetCache.choose(contextIn(own, chance), hints);
        snippetCache.snippetsFor(own.uri);
      }
      minutes.push(slices.slice(before).reduce((sum, one) => sum + one, 0));
    }
  }
  const allBytes = heap() - start;
  background.end();
  // Keeps what was measured alive until here.
  if (declarationIndex.size === 0 || paths.inFolder('').length > 0) throw new Error('Nothing was read.');
  return {
    files,
    pathBytes,
    allBytes,
    backgroundMs: mean(later),
    firstMs: mean(first),
    maxSliceMs: Math.max(...slices),
  };
}

interface Leading {
  own: SourceFile;
  recent: readonly string[];
  paths: Paths;
  indexed: readonly ImportingFile[];
  background: Background;
}

async function leadsOf({ own, recent, paths, indexed, background }: Leading): Promise<Hint[]> {
  const imports = await background.run(importedFiles(own.text, own.path, own.language, paths));
  const importers = await background.run(importersOf(own.path, indexed, paths));
  const siblings = await background.run(siblingsOf(own.path, paths));
  const lead = (path: string, source: Hint['source'], weight: number): Hint => ({
    uri: `file:///${path}`,
    source,
    weight,
  });
  return [
    ...imports.slice(0, 20).map((path) => lead(path, 'imports', 1)),
    ...importers.slice(0, 8).map(({ path }, index) => lead(path, 'importers', 5 / (5 + index))),
    ...siblings.map(({ path, weight }) => lead(path, 'siblings', weight)),
    ...recent.map((path, index) => lead(path, 'tabs', 5 / (5 + index))),
  ];
}

function comeAndGo(paths: Paths, known: KnownFiles<object>): void {
  for (let at = 0; at < events; at++) {
    paths.add(`dist/new${at}.js`);
    known.forget(`file:///dist/new${at}.js`);
  }
  for (let at = 0; at < events; at++) paths.remove(`dist/new${at}.js`);
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function contextIn({ text, language, uri }: SourceFile, chance: Chance) {
  const document = new Document(text);
  const budget = { prefixTokens: 2_000, suffixTokens: 500 };
  return { ...surroundings(document, chance.below(document.count), 0, budget), language, uri, explicit: false };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}
