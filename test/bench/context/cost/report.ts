import type { ContextCosts } from './cost.ts';

/** The costs of context as text for a terminal. */
export function costReport({ typing, keystroke, scale, hard }: ContextCosts): string {
  const replay = typing.map((one) => [
    one.order,
    String(one.requests),
    `${(one.promptTokens / 1000).toFixed(0)}k`,
    percent(one.cachedShare),
    percent(one.maxCachedShare),
    one.dollarsPerHour.toFixed(3),
  ]);
  const sizes = scale.map((one) => [
    `${one.files.toLocaleString('en')} files`,
    `${one.backgroundMs.toFixed(0)} ms`,
    `${one.firstMs.toFixed(0)} ms`,
    `${one.maxSliceMs.toFixed(1)} ms`,
    megabytes(one.pathBytes),
    megabytes(one.allBytes),
  ]);
  const cases = hard.map(({ name, maxMs, allMs }) => [name, `${maxMs.toFixed(1)} ms`, `${allMs.toFixed(0)} ms`]);
  return [
    'What does context cost? The typing replay with 1,000 tokens of snippets',
    ...table([['', 'requests', 'prompt', 'cached', 'at most', '$/hour'], ...replay]),
    'cached: share of the prompt tokens that the host bills at a tenth, if it reads the suffix first and caches blocks of 64 tokens; at most: the repeated beginnings of suffix and prompt.',
    '',
    `keystroke, p99: ${keystroke.without.toFixed(0)} µs without snippets, ${keystroke.with.toFixed(0)} µs with them`,
    '',
    'longest slice: with decoding and the rules of a .gitignore; without VS Code’s matching of globs and its calls, which Node does not have.',
    ...table([['', 'a minute of typing', 'a document opened', 'longest slice', 'paths', 'in all'], ...sizes]),
    '',
    ...table([['hard cases', 'longest slice', 'in all'], ...cases]),
  ].join('\n');
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '),
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
