import type { Costs } from '../costs/costs.ts';
import type { Figures } from './figures.ts';
import { type Results, type Run, users } from './results.ts';

/** The columns of the tables: head, figure, and its format. */
const columns: readonly [head: string, value: (figures: Figures) => string][] = [
  ['req/100', (f) => fixed(f.requestsPer100Keys, 1)],
  ['req/1k', (f) => fixed(f.requestsPer1000Characters, 1)],
  ['prompt', (f) => thousands(f.promptTokens)],
  ['cached', (f) => percent(f.cachedShare)],
  ['≤', (f) => percent(f.maxCachedShare)],
  ['output', (f) => thousands(f.outputTokens)],
  ['$/hour', (f) => fixed(f.dollarsPerHour, 3)],
  ['≥', (f) => fixed(f.minDollarsPerHour, 3)],
  ['$/1k acc', (f) => fixed(f.dollarsPer1000Accepted, 4)],
  ['visible', (f) => percent(f.visibleShare)],
  ['right', (f) => percent(f.rightShare)],
  ['text ms', (f) => pair(f.waitMedian, f.wait90)],
  ['right ms', (f) => pair(f.rightWaitMedian, f.rightWait90)],
  ['flick', (f) => String(f.flickers)],
  ['jump', (f) => String(f.jumps)],
  ['dupl', (f) => String(f.duplicates)],
  ['wrong ch', (f) => f.wrongCharactersPer100Keys.toFixed(0)],
  ['wrong s', (f) => f.wrongSecondsPer100Keys.toFixed(1)],
  ['accepted', (f) => percent(f.acceptedShare)],
];

const legend = `req/100, req/1k: requests per 100 keys, and per 1,000 characters written. prompt, output: thousands of tokens.
cached: share of the prompt tokens that are billed at a tenth, if the host reads the suffix first and caches blocks of 64 tokens; ≤: upper bound, the repeated beginnings of suffix and prompt. $/hour and ≥: with each. $/1k acc: per 1,000 accepted characters.
visible, right: share of keys with ghost text, and with ghost text whose next word is right, in view just before.
text ms, right ms: from the key that left nothing (right) in view to (right) ghost text in view, median/90th percentile.
flick: ghost text came back. jump: it was replaced while typed along. dupl: it repeats text after the cursor.
wrong ch, wrong s: wrong characters shown, and seconds in view, per 100 keys. accepted: share of the characters.
earliest: upper bound of speed: it requests at every key, and shows right text at its first token; its cost does not count.`;

const incidentsShown = 4;
/** In characters. */
const incidentWidth = 150;

const titles = { types: 'A user who types everything', accepts: 'A user who accepts right text' };

/** All figures as text for a terminal. */
export function report({ runs, fewest, mechanisms }: Results, costs: Costs | null): string {
  const mine = (user: string) => runs.find((run) => run.engine === 'Infill' && run.user === user)!;
  const parts = [legend];
  for (const user of users) {
    const engines = runs.filter((run) => run.user === user);
    parts.push(
      table(
        titles[user],
        engines.map((run) => [run.engine, run.figures]),
      ),
    );
  }
  parts.push(ratios(runs, fewest), incidents(runs.filter((run) => run.engine === 'Infill')));
  for (const user of users)
    parts.push(table(`${titles[user]}: Infill, file by file`, Object.entries(mine(user).perFile)));
  for (const user of users) {
    const rows = mechanisms
      .filter((run) => run.user === user)
      .map((run): [string, Figures] => [run.engine, run.figures]);
    if (rows.length > 0) parts.push(table(`${titles[user]}: one mechanism switched off, in half of the places`, rows));
  }
  if (costs) parts.push(costTable(costs));
  return `${parts.join('\n\n')}\n`;
}

function ratios(runs: readonly Run[], fewest: Results['fewest']): string {
  const of = (engine: string, user: string) => runs.find((run) => run.engine === engine && run.user === user)!.figures;
  const [types, accepts] = [of('Infill', 'types'), of('Infill', 'accepts')];
  const [limit, other, otherAccepts] = [of('earliest', 'types'), of('common', 'types'), of('common', 'accepts')];
  const rows: [string, number, string][] = [
    ['requests / fewest, one by one', types.requestsPer100Keys / fewest.oneByOnePer100Keys, 'at most 1.5'],
    ['requests / fewest, answers chosen', types.requestsPer100Keys / fewest.requestsPer100Keys, 'at most 1.5'],
    ['right / earliest', types.rightShare / limit.rightShare, 'at least 0.9'],
    ['text ms / earliest, median', types.waitMedian! / limit.waitMedian!, 'at most 1.25'],
    ['right ms / earliest, median', types.rightWaitMedian! / limit.rightWaitMedian!, 'at most 1.25'],
    ['requests / common', types.requestsPer100Keys / other.requestsPer100Keys, 'at most 0.5'],
    [
      'requests / common, accepting',
      accepts.requestsPer1000Characters / otherAccepts.requestsPer1000Characters,
      'at most 0.5',
    ],
    ['$/1k acc / common', accepts.dollarsPer1000Accepted! / otherAccepts.dollarsPer1000Accepted!, 'at most 0.5'],
    ['right / common', types.rightShare / other.rightShare, 'above 1'],
    ['right ms / common, median', types.rightWaitMedian! / other.rightWaitMedian!, 'below 1'],
  ];
  const lines = rows.map(([name, ratio, wanted]) => `${name.padEnd(36)}${ratio.toFixed(2).padStart(7)}   ${wanted}`);
  const per100 = `fewest requests per 100 keys at Infill's visibility: ${fewest.oneByOnePer100Keys.toFixed(2)} one by one, ${fewest.requestsPer100Keys.toFixed(2)} with the answers chosen`;
  return ['Against the limits and the common engine', ...lines, per100].join('\n');
}

/** The first faults, as examples; `--json` has all. */
function incidents(runs: readonly Run[]): string {
  const lines = runs.flatMap(({ user, incidents }) =>
    Object.entries<string[]>({ ...incidents }).flatMap(([kind, all]) =>
      all.slice(0, incidentsShown).map((one) => `${user}, ${kind}: ${one.slice(0, incidentWidth)}`),
    ),
  );
  return [`Infill: faults, at most ${incidentsShown} of a kind`, ...lines].join('\n');
}

function costTable(costs: Costs): string {
  const bytes = (value: number) => `${(value / 1024).toFixed(1)} kB`;
  const rows: [string, string][] = [
    ...costs.keystroke.map(({ lines, p50, p99 }): [string, string] => {
      return [`keystroke in ${lines.toLocaleString('en')} lines`, `${p50.toFixed(0)} µs p50, ${p99.toFixed(0)} µs p99`];
    }),
    ['stream parsing', `${costs.streamMegabytesPerSecond.toFixed(1)} MB/s`],
    [
      `heap after ${costs.heap.keys.toLocaleString('en')} keys`,
      `${bytes(costs.heap.all)}, after half of them ${bytes(costs.heap.half)}`,
    ],
    ['bundle', costs.bundleBytes === null ? 'does not build' : bytes(costs.bundleBytes)],
  ];
  return ['Costs of the engine itself', ...rows.map(([name, value]) => name.padEnd(30) + value)].join('\n');
}

function table(title: string, rows: readonly [name: string, figures: Figures][]): string {
  const cells = rows.map(([name, figures]) => [
    name.replace('node_modules/', ''),
    ...columns.map(([, write]) => write(figures)),
  ]);
  const all = [['', ...columns.map(([head]) => head)], ...cells];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  '),
  );
  return [title, ...lines].join('\n');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}

function thousands(tokens: number): string {
  return fixed(tokens / 1000, 1);
}

/** `-` for null. */
function fixed(value: number | null, digits: number): string {
  return value === null || value === 0 ? '-' : value.toFixed(digits);
}

function pair(median: number | null, high: number | null): string {
  return median === null || high === null ? '-' : `${median.toFixed(0)}/${high.toFixed(0)}`;
}
