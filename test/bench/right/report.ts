import type { Suggestion } from '../../../src/completion/suggestion.ts';
import type { SourceFile } from './corpus.ts';
import { type Hole, isSlip } from './holes.ts';
import type { Verdict } from './judge.ts';

/** The result at one place: with the engine, or with the answer inserted as it is. */
export interface Row {
  hole: Hole;
  by: 'whole' | 'slow' | 'as it is' | 'first line';
  verdict: Verdict;
  accepted: readonly Suggestion[];
}

const causesShown = 10;
const around = 70;

/** All tables, and examples of the most frequent failures. */
export function report(rows: readonly Row[], files: readonly SourceFile[]): string {
  const counts = grouped(files, ({ language }) => language).map(([language, { length }]) => `${language} ${length}`);
  return [
    `Right text: places in files of ${counts.join(', ')}`,
    'harm, silent, stuck: of right answers, in %. repaired, harm: of answers with a slip, in %.',
    table('', rows, ({ by }) => by),
    ...(['whole', 'slow'] as const).flatMap((by) => {
      const own = rows.filter((row) => row.by === by);
      return [
        table(`kind, ${by}`, own, ({ hole }) => hole.kind),
        table(`language, ${by}`, own, ({ hole }) => hole.language),
      ];
    }),
    matrix(rows.filter(({ by }) => by === 'slow')),
    causes(rows.filter(({ by }) => by === 'whole' || by === 'slow')),
    '',
  ].join('\n\n');
}

function table(title: string, rows: readonly Row[], key: (row: Row) => string): string {
  const head = [
    title,
    'right answers',
    'harm',
    'silent',
    'stuck',
    'asked again',
    'slips',
    'repaired',
    'in part',
    'harm',
  ];
  const lines = grouped(rows, key).map(([name, group]) => [name, ...figures(group)]);
  return aligned([head, ...lines]);
}

function figures(rows: readonly Row[]): string[] {
  const right = rows.filter(({ hole }) => !isSlip(hole.kind));
  const slips = rows.filter(({ hole }) => isSlip(hole.kind));
  const share = (of: readonly Row[], ...verdicts: Verdict[]) =>
    percent(of.filter(({ verdict }) => verdicts.includes(verdict)).length, of.length);
  return [
    String(right.length),
    share(right, 'harm'),
    share(right, 'silent'),
    share(right, 'stuck'),
    share(right, 'asked again'),
    String(slips.length),
    share(slips, 'right'),
    share(slips, 'part', 'stuck', 'silent'),
    share(slips, 'harm'),
  ];
}

/** Kind by language: number of places harmed (slips: not repaired), and number silent or stuck. */
function matrix(rows: readonly Row[]): string {
  const kinds = grouped(rows, ({ hole }) => hole.kind).map(([kind]) => kind);
  const lines = grouped(rows, ({ hole }) => hole.language).map(([language, group]) => [
    language,
    ...kinds.map((kind) => {
      const cell = group.filter(({ hole }) => hole.kind === kind);
      const count = (...verdicts: Verdict[]) => cell.filter(({ verdict }) => verdicts.includes(verdict)).length;
      const bad = count('harm');
      const quiet = count('silent', 'stuck');
      return bad + quiet === 0 ? `${cell.length}` : `${cell.length}: ${bad}+${quiet}`;
    }),
  ]);
  return `Places, a token at a time; where something is wrong, harmed + silent or stuck:\n${aligned([['', ...kinds], ...lines])}`;
}

function causes(rows: readonly Row[]): string {
  const bad = rows.filter(({ verdict, hole }) => verdict === 'harm' || (verdict === 'silent' && !isSlip(hole.kind)));
  const found = grouped(bad, ({ verdict, hole }) => `${verdict}: ${hole.kind}`).sort(
    ([, a], [, b]) => b.length - a.length,
  );
  return found
    .slice(0, causesShown)
    .map(([cause, group]) => `${group.length} × ${cause}\n${drawing(group[0]!)}`)
    .join('\n\n');
}

function drawing({ hole, accepted }: Row): string {
  const last = hole.keys.at(-1);
  const [before, after] = last ? [last.before, last.after] : [hole.before, hole.after];
  const answer = hole.answer.slice(last?.typed ?? 0);
  return [
    `  ${hole.language}, ${hole.path}`,
    `  at       ${JSON.stringify(`${before.slice(-around)}█${after.slice(0, around)}`)}`,
    `  answer   ${JSON.stringify(answer)}`,
    ...accepted.map(
      ({ text, replaces }) => `  accepted ${JSON.stringify(text)}${replaces > 0 ? `, replaces ${replaces}` : ''}`,
    ),
  ].join('\n');
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : ((100 * part) / whole).toFixed(1);
}

function grouped<T>(all: readonly T[], key: (one: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(key(one));
    if (group) group.push(one);
    else groups.set(key(one), [one]);
  }
  return [...groups].sort(([a], [b]) => a.localeCompare(b));
}

function aligned(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line) =>
      line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '),
    )
    .join('\n');
}
