import { choose } from '../../../src/context/selection/chooseSnippets.ts';
import { sourceNames } from '../../../src/completion/prompt/snippet.ts';
import { type Hint } from '../../../src/context/sources/snippetHint.ts';
import type { SourceFile } from '../../../src/context/index/sourceFile.ts';
import { drained } from '../../support/work.ts';
import { type Package, packages } from './packages.ts';
import { fileAt, type Trial, trialsOf } from './trials.ts';
import { likeWindows, openTabs, promptOf } from './strategies.ts';
import { wordsIn } from './words.ts';

/** Tokens for snippets. */
export const budgets: readonly number[] = [1_000, 2_000, 4_000];
/** The budget at which each source is tried alone, and left out. */
export const sourcesBudget = 2_000;
/** Number of holes per package. */
const maxHoles = 30;

/** The results of one strategy, at each budget. */
export interface Row {
  strategy: string;
  /** Share of the wanted names that the prompt contains. */
  found: number[];
  /** The same, of the wanted names that another file of the package declares. */
  foundDeclared: number[];
  /** Length of the snippets, in characters. */
  length: number[];
}

/** The strategies, compared over some packages. */
export interface Help {
  packages: string[];
  holes: number;
  wanted: number;
  /** Number of wanted names that another file of the package contains. */
  wantedElsewhere: number;
  wantedDeclared: number;
  rows: Row[];
}

/**
 * Measures whether the chosen snippets contain the names that the user writes next: in the packages for tuning, and in
 * the others.
 */
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
    const elsewhere = new Set([...hole.wanted].filter((name) => isElsewhere(name, trial)));
    all.holes++;
    all.wanted += hole.wanted.size;
    all.wantedElsewhere += elsewhere.size;
    all.wantedDeclared += declared.size;
    for (const { strategy, budget, text } of tried(trial)) {
      const row = rows.get(strategy) ?? emptyRow(strategy);
      rows.set(strategy, row);
      const words = wordsIn(text);
      const at = budgets.indexOf(budget);
      row.found[at]! += [...hole.wanted].filter((name) => words.has(name)).length;
      row.foundDeclared[at]! += [...declared].filter((name) => words.has(name)).length;
      row.length[at]! += text.length;
    }
  }
  return { ...all, rows: [...rows.values()] };
}

/** The prompt text of each strategy. */
function* tried({ hole, one, declarationIndex, history, isAllowed, found: all }: Trial) {
  const { context } = hole;
  const ours = (from: readonly Hint[], tokens: number) =>
    promptOf(drained(choose({ context, hints: from, declarationIndex, tokens })));
  for (const budget of budgets) {
    yield { strategy: 'none', budget, text: '' };
    yield { strategy: 'open tabs only', budget, text: promptOf(openTabs(history, one, isAllowed, budget)) };
    yield { strategy: 'common', budget, text: promptOf(likeWindows(hole, history, one, isAllowed, budget)) };
    yield { strategy: 'Infill', budget, text: ours(all, budget) };
  }
  const budget = sourcesBudget;
  for (const name of sourceNames) {
    const [hinted, others] = [all.filter(({ source }) => source === name), all.filter(({ source }) => source !== name)];
    yield { strategy: `${name} alone`, budget, text: ours(hinted, budget) };
    yield { strategy: `without ${name}`, budget, text: ours(others, budget) };
  }
  const read = new Set(all.map(({ uri }) => fileAt(one, uri)!));
  yield { strategy: 'all hinted files', budget, text: textOf(read) };
  const others = [...one.files.values()].filter((file) => file.path !== hole.file.path && isAllowed(file));
  yield { strategy: 'all files of the package', budget, text: textOf(others) };
}

function emptyRow(strategy: string): Row {
  const zeros = () => budgets.map(() => 0);
  return { strategy, found: zeros(), foundDeclared: zeros(), length: zeros() };
}

function textOf(files: Iterable<SourceFile>): string {
  return Array.from(files, ({ text }) => text).join('\n');
}

/** Whether another file of the package contains a name, so that it can be found. */
function isElsewhere(name: string, { one, hole, isAllowed }: Trial): boolean {
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
