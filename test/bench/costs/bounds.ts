import { importsOf } from '../../../src/context/sources/imports.ts';
import { Paths } from '../../../src/context/sources/paths.ts';
import { siblingsOf } from '../../../src/context/sources/siblings.ts';
import { surroundingNames } from '../../../src/context/selection/surroundingNames.ts';
import { type AnswerCosts, answersCosts } from './answers.ts';
import { CompletionEngine } from '../../../src/completion/engine.ts';
import { contextOf, readAround } from '../../../src/fill/gap.ts';
import { cleaned } from '../../../src/completion/fit/clean.ts';
import { fit } from '../../../src/completion/fit/fit.ts';
import { sensibleStop } from '../../../src/completion/shownExtent.ts';
import { surroundings } from '../../../src/completion/surroundings.ts';
import { RecentEdits } from '../../../src/context/sources/recentEdits.ts';
import { namesAround } from '../../../src/context/sources/namesAround.ts';
import { gapsOf } from '../../../src/fill/documentGaps.ts';
import { systemClock } from '../../../src/base/clock.ts';

/** Time that the extension host is blocked, in milliseconds, at a place in a document of some shape. */
export interface BoundsCosts {
  shape: string;
  /** One key, with the settings' defaults, and with their maximum. */
  key: number;
  keyWithMost: number;
  /** Deciding about an answer of two lines, with the settings' maximum. */
  answerWithMost: number;
  /** The longest step of the background work at rest. */
  background: number;
  /** A fill, until its request. */
  fill: number;
}

const defaults = { prefixTokens: 2_000, suffixTokens: 500 };
const max = { prefixTokens: 100_000, suffixTokens: 100_000 };
const language = 'typescript';
const uri = 'file:///a.ts';
/** The best round counts, since other work of the machine only adds time. */
const rounds = 5;

const shapes: readonly [shape: string, text: () => string][] = [
  ['50 MB of code', () => "  const value = compute(other, 'text'); // and so on\n".repeat(1_000_000)],
  ['50 MB of blank lines', () => '\n'.repeat(50_000_000)],
  ['lines of 200,000 chars', () => `${"foo(bar, [1, 2], 'x'); ".repeat(8_700)}\n`.repeat(50)],
  ['a line of 5 MB', () => `a();\n${"foo(bar, [1, 2], 'x'); ".repeat(220_000)}\nb();\n`],
  ['a line of 5 MB of data', () => `import {\n${'a, '.repeat(1_700_000)}\nb();\n`],
  ['a line of 5 MB of spaces', () => `a();\n${' '.repeat(5_000_000)}\nb();\n`],
];

export function boundsCosts(): BoundsCosts[] {
  return shapes.map(([shape, text]) => costsOf(shape, text()));
}

/** The longest block, in milliseconds: fitting a long answer, a folder with many files, and a paste. */
export interface OtherBounds {
  answer: number;
  folder: number;
  pasted: number;
  answers: AnswerCosts[];
}

export async function otherBounds(): Promise<OtherBounds> {
  const answer = Array.from({ length: 5_000 }, (_, at) => `const v${at} = f(${at});\n`)
    .join('')
    .slice(0, 100_000);
  const context = { prefix: '', suffix: '', startLine: 0, language, uri, explicit: false };
  const paths = new Paths(Array.from({ length: 50_000 }, (_, at) => `src/file${at}.ts`));
  const pasted = 'x();\n'.repeat(10_000_000);
  return {
    answer: held(() => fit(cleaned(answer, context), context)),
    folder: held(() => siblingsOf('src/file7.ts', paths)),
    pasted: held(() => new RecentEdits().edited(uri, 0, 0, pasted)),
    answers: await answersCosts(),
  };
}

function costsOf(shape: string, text: string): BoundsCosts {
  const lines = text.split('\n');
  const document = { count: lines.length, text: (line: number) => lines[line]! };
  const line = lines.length < 10 ? 1 : Math.floor(lines.length / 2);
  const character = Math.floor(lines[line]!.length / 2);
  const contextIn = (budget: typeof defaults) => {
    return { ...surroundings(document, line, character, budget), language, uri, explicit: false };
  };
  const key = (budget: typeof defaults) => {
    const engine = new CompletionEngine({ clock: systemClock, emit: () => undefined, cacheKey: 'key' });
    engine.changed(contextIn(budget), true, 'x');
  };
  const answer = () => {
    const context = contextIn(max);
    const decided = "answer(1, 2);\nmore('text');\n";
    return [fit(decided, context), sensibleStop(decided, true, context)];
  };
  const at = Math.floor(text.length / 2);
  const from = at - readAround;
  const fill = () => {
    const near = text.slice(from, at + 30 + readAround);
    const gaps = gapsOf(near, [{ start: readAround, end: readAround + 30 }], language, true);
    return contextOf({ text: near, gaps, language, uri }, []);
  };
  const steps = [
    held(() => namesAround(document.count, document.text, { line, character })),
    held(() => importsOf(text.slice(0, 20_000), language)),
    maxStep(() => surroundingNames(contextIn(max))),
  ];
  return {
    shape,
    key: held(() => key(defaults)),
    keyWithMost: held(() => key(max)),
    answerWithMost: held(answer),
    background: Math.max(...steps),
    fill: held(fill),
  };
}

function held(work: () => unknown): number {
  return Math.min(...Array.from({ length: rounds }, () => timed(work)));
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function maxStep(begin: () => Generator): number {
  const longest = () => {
    const steps: number[] = [];
    const work = begin();
    const step = () => work.next().done;
    for (;;) {
      const start = performance.now();
      const isDone = step();
      steps.push(performance.now() - start);
      if (isDone) return steps.reduce((max, one) => Math.max(max, one), 0);
    }
  };
  return Math.min(...Array.from({ length: rounds }, longest));
}

/** The longest blocks of the extension host, as a table. */
export function boundsReport(costs: readonly BoundsCosts[], other: OtherBounds): string {
  const ms = (value: number) => value.toFixed(1).padStart(12);
  const head = `${''.padEnd(26)}${['key', 'most text', 'answer', 'background', 'fill'].map((name) => name.padStart(12)).join('')}`;
  const rows = costs.map(({ shape, key, keyWithMost, answerWithMost, background, fill }) => {
    return shape.padEnd(26) + [key, keyWithMost, answerWithMost, background, fill].map(ms).join('');
  });
  return [
    'Longest time that the extension host is blocked, in milliseconds',
    head,
    ...rows,
    `An answer of 100,000 characters: ${ms(other.answer).trim()}; a folder of 50,000 files: ${ms(other.folder).trim()}; 50 MB pasted: ${ms(other.pasted).trim()}`,
    'Answers that arrive at once: longest block, and total',
    ...other.answers.map(({ name, held, whole }) => name.padEnd(50) + [held, whole].map(ms).join('')),
    '',
  ].join('\n');
}
