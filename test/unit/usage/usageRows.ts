import { add, type CountsChange, noCounts } from '../../../src/usage/counts.ts';
import { type PricedRow, pricedRows } from '../../../src/usage/figures.ts';
import { priceAt } from '../../../src/mistral/prices.ts';
import type { RowKey, UsageRow } from '../../../src/usage/rows.ts';

/** A row of 23 November 2026, TypeScript and codestral-latest at Mistral, unless told. */
export function row(change: CountsChange, key: Partial<RowKey> = {}): UsageRow {
  const counts = noCounts();
  add(counts, change);
  return {
    day: '2026-11-23',
    language: 'typescript',
    model: 'codestral-latest',
    host: 'api.mistral.ai',
    ...key,
    ...counts,
  };
}

/** Rows with their cost, without prices of the user. */
export function priced(...rows: UsageRow[]): PricedRow[] {
  return pricedRows(rows, (host, model) => priceAt(host, model, {}));
}
