import { assumedPriceOf, priceOf } from '../mistral/prices.ts';
import { add, type Counts, noCounts } from './counts.ts';
import type { UsageRow } from './rows.ts';

/** The sum of rows. */
export interface Figures extends Counts {
  /** In dollars, at the list price. */
  cost: number;
  /** The part of the cost that is of models without a known price, counted at Codestral's price. */
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

/** The sum of two figures. */
export function sumOf(one: Figures, other: Figures): Figures {
  const counts = noCounts();
  add(counts, one);
  add(counts, other);
  return { ...counts, cost: one.cost + other.cost, assumedCost: one.assumedCost + other.assumedCost };
}

/** The cost in dollars. Estimated tokens count as not cached, which is the higher price. */
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

/** Rows by a key. */
export function groupedBy(rows: Iterable<UsageRow>, keyOf: (row: UsageRow) => string): Map<string, UsageRow[]> {
  const groups = new Map<string, UsageRow[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

function allOutput({ outputTokens, estimatedOutputTokens }: Counts): number {
  return outputTokens + estimatedOutputTokens;
}

/** How much of a month's budget is used: `near` from `nearShare` on, `spent` from all of it on. */
export type BudgetState = 'within' | 'near' | 'spent';

/** A choice: a fifth of the month's budget is left to react. */
const nearShare = 0.8;

/**
 * @param spent dollars, this month
 * @param budget dollars a month; null for none
 */
export function budgetState(spent: number, budget: number | null): BudgetState {
  if (budget === null) return 'within';
  if (spent >= budget) return 'spent';
  return spent >= nearShare * budget ? 'near' : 'within';
}
