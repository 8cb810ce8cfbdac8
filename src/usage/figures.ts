import { assumedPriceOf, priceOf } from '../mistral/prices.ts';
import { add, type Counts, noCounts } from './counts.ts';
import type { UsageRow } from './rows.ts';

/** What rows add up to. */
export interface Figures extends Counts {
  /** Dollars, at the list price. */
  cost: number;
  /** Of the cost, what is of models whose price is not known, counted at Codestral's. */
  assumedCost: number;
}

export function figuresOf(rows: Iterable<UsageRow>): Figures {
  const counts = noCounts();
  let cost = 0;
  let assumedCost = 0;
  for (const row of rows) {
    add(counts, row);
    cost += costOf(row);
    if (priceOf(row.model) === undefined) assumedCost += costOf(row);
  }
  return { ...counts, cost, assumedCost };
}

/** Dollars. Tokens that are estimated count as not cached: nobody has told that they were. */
export function costOf(row: UsageRow): number {
  const { prompt, cached, output } = assumedPriceOf(row.model);
  const uncached = row.promptTokens - row.cachedTokens + row.estimatedPromptTokens;
  const millions = uncached * prompt + row.cachedTokens * cached + allOutput(row) * output;
  return millions / 1_000_000;
}

/** All tokens, estimated ones included. */
export function tokensOf(counts: Counts): number {
  return counts.promptTokens + counts.estimatedPromptTokens + allOutput(counts);
}

/** Rows by one of their keys, or by what is made of it. */
export function groupedBy(rows: Iterable<UsageRow>, keyOf: (row: UsageRow) => string): Map<string, UsageRow[]> {
  const groups = new Map<string, UsageRow[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

function allOutput({ outputTokens, estimatedOutputTokens }: Counts): number {
  return outputTokens + estimatedOutputTokens;
}
