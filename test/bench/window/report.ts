import type { ModelName } from './model.ts';
import type { Summary } from './summary.ts';

type Targets = Readonly<Record<ModelName, string>>;
const none: Targets = { right: '', 'every fifth word wrong': '' };

/** The rows: label, figure, and target. */
const rows: readonly [name: string, write: (one: Summary) => string, targets: Targets][] = [
  ['keys typed', (one) => String(one.keys), none],
  [
    'requests per 100 keys',
    (one) => one.requestsPer100Keys.toFixed(2),
    { right: 'at most 1', 'every fifth word wrong': 'at most 4' },
  ],
  [
    'keys with ghost text before',
    (one) => percent(one.visible),
    { right: 'at least 98%', 'every fifth word wrong': '' },
  ],
  ['keys with right text before', (one) => percent(one.right), { right: '', 'every fifth word wrong': 'at least 87%' }],
  ['  suggestion list closed', (one) => percent(one.rightWithoutList), none],
  ['keys with the rest of the line before', (one) => percent(one.line), none],
  ['right characters before a key, mean', (one) => one.rightCharacters.toFixed(1), none],
  [
    'key to text, median/p90',
    (one) => pair(one.textMedian, one.text90),
    { right: '380 ms', 'every fifth word wrong': '380 ms' },
  ],
  ['key to right text, median/p90', (one) => pair(one.rightMedian, one.right90), none],
  ['same, where a request was sent', (one) => pair(one.requestMedian, one.request90), none],
  ['key to request, median/p90', (one) => pair(one.askedMedian, one.asked90), none],
  ['key to its own drawing', (one) => pair(one.drawMedian, one.draw90), none],
  ['last needed byte to ghost text', (one) => pair(one.deliveryMedian, one.delivery90), none],
  [
    'keys saved when accepting',
    (one) => (one.saved === null ? '-' : percent(one.saved)),
    { right: 'at least 97%', 'every fifth word wrong': 'at least 84%' },
  ],
  ['flickers', (one) => String(one.flickers), { right: '0', 'every fifth word wrong': '0' }],
  ['  at a bracket (VS Code itself)', (one) => String(one.bracketFlickers), none],
  ['  with the suggestion list open', (one) => String(one.listFlickers), none],
  ['prompt characters', (one) => one.promptCharacters.toLocaleString('en'), none],
];

/** The figures beside their targets, as text for a terminal. */
export function table(summaries: Readonly<Record<ModelName, Summary>>): string {
  const models = Object.keys(summaries) as ModelName[];
  const cells = [
    ['', ...models.flatMap((model) => [model, 'target'])],
    ...rows.map(([name, write, targets]) => [
      name,
      ...models.flatMap((model) => [write(summaries[model]), targets[model]]),
    ]),
  ];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}

function pair(median: number | null, high: number | null): string {
  return median === null || high === null ? '-' : `${median.toFixed(0)}/${high.toFixed(0)} ms`;
}
