import { choose } from '../../../src/context/selection/choose.ts';
import { sourceNames } from '../../../src/completion/snippet.ts';
import { type Hint } from '../../../src/context/sources/hint.ts';
import type { SourceFile } from '../../../src/context/index/sourceFile.ts';
import { drained } from '../../support/work.ts';
import { type Package, packages } from './packages.ts';
import { fileAt, type Trial, trialsOf } from './trials.ts';
import { likeWindows, openTabs, promptOf } from './ways.ts';
import { wordsIn } from './words.ts';

/** Tokens for snippets. */
export const budgets: readonly number[] = [1_000, 2_000, 4_000];
/** At which each source is tried alone, and the rest without it. */
export const sourcesBudget = 2_000;
/** Of one package. */
const maxHoles = 30;

/** What a way of choosing has brought into the prompts, at each budget. */
export interface Row {
  way: string;
  /** Of the names that were wanted. */
  found: number[];
  /** Of those among them that another file of the package declares. */
  foundDeclared: number[];
  /** In characters. */
  length: number[];
}

/** The ways of choosing, compared over some packages. */
export interface Help {
  packages: string[];
  holes: number;
  wanted: number;
  /** Those among them that stand in another file of the package at all. */
  wantedElsewhere: number;
  wantedDeclared: number;
  rows: Row[];
}

/** Whether what is chosen holds the names that are to be written: in the packages by which the choice was tuned, and in the others. */
export function help(): { tuned: Help; heldOut: Help } {
  const all = packages();
  return {
    tuned: compared(all.filter(({ isTuned }) => isTuned)),
    heldOut: compared(all.filter(({ isTuned }) => !isTuned)),
  };
}

function compared(some: readonly Package[]): Help {
  const rows = new Map<string, Row>();
  const all: Help = {
    packages: some.map(({ name }) => name),
    holes: 0,
    wanted: 0,
    wantedElsewhere: 0,
    wantedDeclared: 0,
    rows: [],
  };
  for (const trial of trialsOf(some, maxHoles)) {
    const { hole, hints } = trial;
    const declared = new Set([...hole.wanted].filter((name) => hints.isDeclaredOutside(hole.file.path, name)));
    const elsewhere = new Set([...hole.wanted].filter((name) => standsElsewhere(name, trial)));
    all.holes++;
    all.wanted += hole.wanted.size;
    all.wantedElsewhere += elsewhere.size;
    all.wantedDeclared += declared.size;
    for (const { way, budget, text } of tried(trial)) {
      const row = rows.get(way) ?? emptyRow(way);
      rows.set(way, row);
      const words = wordsIn(text);
      const at = budgets.indexOf(budget);
      row.found[at]! += [...hole.wanted].filter((name) => words.has(name)).length;
      row.foundDeclared[at]! += [...declared].filter((name) => words.has(name)).length;
      row.length[at]! += text.length;
    }
  }
  return { ...all, rows: [...rows.values()] };
}

/** What each way puts into the prompt. */
function* tried({ hole, one, declarationIndex, history, isAllowed, found: all }: Trial) {
  const { context } = hole;
  const ours = (from: readonly Hint[], tokens: number) =>
    promptOf(drained(choose({ context, hints: from, declarationIndex, tokens })));
  for (const budget of budgets) {
    yield { way: 'none', budget, text: '' };
    yield { way: 'open tabs only', budget, text: promptOf(openTabs(history, one, isAllowed, budget)) };
    yield { way: 'common', budget, text: promptOf(likeWindows(hole, history, one, isAllowed, budget)) };
    yield { way: 'Infill', budget, text: ours(all, budget) };
  }
  const budget = sourcesBudget;
  for (const name of sourceNames) {
    const [led, others] = [all.filter(({ source }) => source === name), all.filter(({ source }) => source !== name)];
    yield { way: `${name} alone`, budget, text: ours(led, budget) };
    yield { way: `without ${name}`, budget, text: ours(others, budget) };
  }
  const read = new Set(all.map(({ uri }) => fileAt(one, uri)!));
  yield { way: 'all of the files led to', budget, text: textOf(read) };
  const others = [...one.files.values()].filter((file) => file.path !== hole.file.path && isAllowed(file));
  yield { way: 'all files of the package', budget, text: textOf(others) };
}

function emptyRow(way: string): Row {
  const zeros = () => budgets.map(() => 0);
  return { way, found: zeros(), foundDeclared: zeros(), length: zeros() };
}

function textOf(files: Iterable<SourceFile>): string {
  return Array.from(files, ({ text }) => text).join('\n');
}

/** Whether a name stands in another file of the package, so that it can be found at all. */
function standsElsewhere(name: string, { one, hole, isAllowed }: Trial): boolean {
  for (const file of one.files.values()) {
    if (file.path !== hole.file.path && wordsOf(file).has(name) && isAllowed(file)) return true;
  }
  return false;
}

const words = new WeakMap<SourceFile, ReadonlySet<string>>();

function wordsOf(file: SourceFile): ReadonlySet<string> {
  const known = words.get(file) ?? wordsIn(file.text);
  words.set(file, known);
  return known;
}
