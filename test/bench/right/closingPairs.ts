import { readFileSync } from 'node:fs';

/** A pair; `notIn` names where it is not auto-closed: strings (`s`), comments (`c`). */
export type Pair = readonly [open: string, close: string, notIn?: string];

/** Pairs that an editor auto-closes. */
export interface ClosingPairs {
  pairs: readonly Pair[];
  /** Characters that may follow; VS Code's default if absent. */
  before?: string;
}

/** From the language configurations of VS Code 1.139.1 (`autoClosingPairs`, `autoCloseBefore`). */
const groups = JSON.parse(readFileSync(new URL('closingPairs.json', import.meta.url), 'utf8')) as Record<
  string,
  ClosingPairs
>;
const byLanguage = new Map(
  Object.entries(groups).flatMap(([ids, pairs]) => ids.split(' ').map((id) => [id, pairs] as const)),
);

/** Fallback for languages without a configuration in VS Code. A choice. */
const usual: ClosingPairs = {
  pairs: [
    ['{', '}'],
    ['[', ']'],
    ['(', ')'],
    ['"', '"', 's'],
    ["'", "'", 's'],
  ],
};

export function closingPairsOf(language: string): ClosingPairs {
  return byLanguage.get(language) ?? usual;
}
