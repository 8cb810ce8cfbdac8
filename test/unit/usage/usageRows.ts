import { add, type CountsChange, noCounts } from '../../../src/usage/counts.ts';
import type { RowKey, UsageRow } from '../../../src/usage/rows.ts';

/** A row of 23 November 2026, TypeScript and codestral-latest, unless told. */
export function row(change: CountsChange, key: Partial<RowKey> = {}): UsageRow {
  const counts = noCounts();
  add(counts, change);
  return { day: '2026-11-23', language: 'typescript', model: 'codestral-latest', ...key, ...counts };
}
