import { readFileSync } from 'node:fs';

/** A pair, and where it is not closed: in strings (`s`), in comments (`c`). */
export type Pair = readonly [open: string, close: string, notIn?: string];

/** What an editor closes by itself. */
export interface ClosingPairs {
  pairs: readonly Pair[];
  /** Characters that may follow; VS Code's default where a language tells none. */
  before?: string;
}

/** From the language configurations that VS Code 1.139.1 has (`autoClosingPairs`, `autoCloseBefore`). */
const groups = JSON.parse(readFileSync(new URL('closingPairs.json', import.meta.url), 'utf8')) as Record<
  string,
  ClosingPairs
>;
const byLanguage = new Map(
  Object.entries(groups).flatMap(([ids, pairs]) => ids.split(' ').map((id) => [id, pairs] as const)),
);

/** A choice, for languages that VS Code has no configuration for. */
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
