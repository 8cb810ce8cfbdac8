import { add, counters, type Counts, type CountsChange, noCounts } from './counts.ts';

/** The day, language, model and host that counts belong to. */
export interface RowKey {
  /** `2026-11-23`, in the user's time zone. */
  day: string;
  /** The language id of VS Code. */
  language: string;
  model: string;
  /** With its port; empty if unknown. */
  host: string;
}

const keyFields = ['day', 'language', 'model', 'host'] as const;

export type UsageRow = RowKey & Counts;

/** Counts by day, language, model and host. The order of adding does not matter. */
export class UsageRows {
  readonly #rows = new Map<string, UsageRow>();

  constructor(rows: Iterable<RowKey & CountsChange> = []) {
    this.addAll(rows);
  }

  get isEmpty(): boolean {
    return this.#rows.size === 0;
  }

  add({ day, language, model, host }: RowKey, change: CountsChange): void {
    const key = JSON.stringify([day, language, model, host]);
    const row = this.#rows.get(key) ?? { day, language, model, host, ...noCounts() };
    add(row, change);
    this.#rows.set(key, row);
  }

  addAll(rows: Iterable<RowKey & CountsChange>): void {
    for (const row of rows) this.add(row, row);
  }

  /** The rows as they add up. A correction of a count that was reset meanwhile may make a number negative. */
  get all(): UsageRow[] {
    return [...this.#rows.values()];
  }

  /** Copies of the rows by day, language, model and host, with 0 for negative numbers. */
  get sorted(): UsageRow[] {
    const rows = this.all.map((row) => ({ ...row, latency: row.latency.map((requests) => Math.max(0, requests)) }));
    for (const row of rows) for (const counter of counters) row[counter] = Math.max(0, row[counter]);
    return rows.sort((a, b) => keyFields.reduce((order, field) => order || compare(a[field], b[field]), 0));
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
