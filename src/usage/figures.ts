import type { Price } from '../mistral/prices.ts';
import { add, type Counts, noCounts } from './counts.ts';
import type { UsageRow } from './rows.ts';

/** The sum of rows. */
export interface Figures extends Counts {
  /** In dollars, of all tokens whose price is known. */
  cost: number;
  /** Tokens of models at hosts where no price is known. They are not in the cost. */
  unpricedTokens: number;
}

/** The price of a model at a host; null if none is known. */
export type PriceOf = (host: string, model: string) => Price | null;

/** A row with its cost in dollars, estimated tokens included; null if no price is known. */
export type PricedRow = UsageRow & { dollars: number | null };

export function pricedRows(rows: readonly UsageRow[], priceOf: PriceOf): PricedRow[] {
  return rows.map((row) => {
    const price = priceOf(row.host, row.model);
    return { ...row, dollars: price && costOf(row, price) };
  });
}

export function figuresOf(rows: Iterable<PricedRow>): Figures {
  const counts = noCounts();
  let cost = 0;
  let unpricedTokens = 0;
  for (const row of rows) {
    add(counts, row);
    cost += row.dollars ?? 0;
    if (row.dollars === null) unpricedTokens += tokensOf(row);
  }
  return { ...counts, cost, unpricedTokens };
}

/** The sum of two figures. */
export function sumOf(one: Figures, other: Figures): Figures {
  const counts = noCounts();
  add(counts, one);
  add(counts, other);
  return { ...counts, cost: one.cost + other.cost, unpricedTokens: one.unpricedTokens + other.unpricedTokens };
}

/** The cost in dollars. Estimated tokens count as not cached, which is the higher price. */
function costOf(row: UsageRow, { input, cached, output }: Price): number {
  const uncached = row.promptTokens - row.cachedTokens + row.estimatedPromptTokens;
  const millions = uncached * input + row.cachedTokens * cached + allOutput(row) * output;
  return millions / 1_000_000;
}

/** All tokens, estimated ones included. */
export function tokensOf(counts: Counts): number {
  return counts.promptTokens + counts.estimatedPromptTokens + allOutput(counts);
}

/** The cost in words: `unknown` if no price is known, and `≥ $1.20` if none is for a part of the tokens. */
export function costText(
  { cost, unpricedTokens }: Figures,
  dollars: (value: number) => string,
  unknown: string,
): string {
  if (unpricedTokens === 0) return dollars(cost);
  return cost > 0 ? `≥ ${dollars(cost)}` : unknown;
}

/** Rows by a key. */
export function groupedBy<Row extends UsageRow>(rows: Iterable<Row>, keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
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
