import { Background, type Work } from '../../../../src/base/background.ts';
import { gatherAfter, maxFiles } from '../../../../src/context/vscode/gatherLimits.ts';
import { ignoreRules, isIgnored } from '../../../../src/privacy/ignoreRules.ts';
import type { Hint } from '../../../../src/context/sources/snippetHint.ts';
import { importersOf, type ImportingFile } from '../../../../src/context/sources/importers.ts';
import { importedFiles, importsOf } from '../../../../src/context/sources/imports.ts';
import { KnownFiles } from '../../../../src/context/index/knownFiles.ts';
import { DeclarationIndex } from '../../../../src/context/index/declarationIndex.ts';
import { Paths } from '../../../../src/context/sources/paths.ts';
import { maskSecrets } from '../../../../src/secrets/secrets.ts';
import { SnippetCache } from '../../../../src/context/selection/snippetCache.ts';
import { siblingsOf } from '../../../../src/context/sources/siblings.ts';
import type { SourceFile } from '../../../../src/context/index/sourceFile.ts';
import { unfitFor } from '../../../../src/privacy/unsuitableFile.ts';
import { hash } from '../../../../src/base/hash.ts';
import { surroundings } from '../../../../src/completion/surroundings.ts';
import { systemClock } from '../../../../src/base/clock.ts';
import { Chance } from '../../../support/chance.ts';
import { collector } from '../../costs/costs.ts';
import { Document } from '../../typing/editor/document.ts';
import { packages } from '../packages.ts';

/** Costs of a workspace of this size on this machine: real time and memory, so they vary a little. */
export interface ScaleCosts {
  files: number;
  /** Bytes: of the list of paths, and of everything, with the index full of visited documents. */
  pathBytes: number;
  allBytes: number;
  /** Milliseconds of background work for a minute of typing, with all related files already read. */
  backgroundMs: number;
  /** Milliseconds when a document is opened and its related files are read for the first time. */
  firstMs: number;
  maxSliceMs: number;
}

/** The extension gathers at this rate while the user types without a pause. */
const gathersPerMinute = 60_000 / gatherAfter.maxMs;
/** Documents that the user works in one after another, with their related files: they fill the index to its bound. */
const documents = 40;
const recentFiles = 15;
/**
 * Each round does the same. The best round counts, since other work of the machine only adds time. The longest slice of
 * all rounds counts, since each slice blocks the editor. The first round warms up and does not count.
 */
const rounds = 3;
/** Patterns of an ordinary `.gitignore`. */
const rules = ignoreRules(
  'node_modules/\n/dist/\n/coverage/\n*.log\n*.tsbuildinfo\n.cache/\n!/keep.log\n/.vscode-test/\n',
);
/** Number of files that appear or disappear at once, as in a checkout of a branch. */
const events = 500;

/** A workspace of copies of real files; each copy has paths and some names of its own. */
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
    // Copies do not share the strings of their names: a large workspace has more names than a small one.
    const text = original.text.replaceAll(/\b(get|set|is|has|create|add)(?=[A-Z])/g, `$1${copy}`);
    return { ...original, uri: `file:///${path}`, path, text, version: 1 };
  };
  const known = new KnownFiles<object>(4_000, () => {});
  const indexed = new Map<string, ImportingFile>();
  /** Reads a file as the extension does: rules and decoding in one go, the rest in slices. */
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
        const hints = await hintsOf({ own, recent, paths, indexed: [...indexed.values()], background });
        for (const { uri } of hints.slice(0, maxFiles)) {
          const path = uri.slice('file:///'.length);
          if (!declarationIndex.has(uri)) await take(read(path));
          await known.read(uri, () => Promise.resolve({}));
        }
        // The active file is read again, since its text may contain hints for another document.
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
  // Keeps the measured objects alive until here.
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

async function hintsOf({ own, recent, paths, indexed, background }: Leading): Promise<Hint[]> {
  const imports = await background.run(importedFiles(own.text, own.path, own.language, paths));
  const importers = await background.run(importersOf(own.path, indexed, paths));
  const siblings = await background.run(siblingsOf(own.path, paths));
  const hint = (path: string, source: Hint['source'], weight: number): Hint => ({
    uri: `file:///${path}`,
    source,
    weight,
  });
  return [
    ...imports.slice(0, 20).map((path) => hint(path, 'imports', 1)),
    ...importers.slice(0, 8).map(({ path }, index) => hint(path, 'importers', 5 / (5 + index))),
    ...siblings.map(({ path, weight }) => hint(path, 'siblings', weight)),
    ...recent.map((path, index) => hint(path, 'tabs', 5 / (5 + index))),
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
