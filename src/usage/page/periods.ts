import { dayAfter } from '../../base/day.ts';
import type { PricedRow } from '../figures.ts';

/** The periods that the user can choose, in days. A choice. */
export const periods = [7, 30, 90, 365] as const;

/** Longest period that is shown by day. A choice: a quarter has at most 92 days, and each still gets several pixels. */
const maxDays = 92;

/** The rows of the day `first`, or of the week that begins with it. */
export interface Span {
  first: string;
  rows: PricedRow[];
}

/** The rows of the last days. */
export function lastDays(rows: readonly PricedRow[], today: string, days: number): PricedRow[] {
  const first = dayAfter(today, 1 - days);
  return rows.filter(({ day }) => day >= first && day <= today);
}

/** The rows by day, or by week in a long period. Days without rows are included. */
export function spansOf(rows: readonly PricedRow[], today: string, days: number): { spans: Span[]; areWeeks: boolean } {
  const areWeeks = days > maxDays;
  const step = areWeeks ? 7 : 1;
  const count = Math.ceil(days / step);
  const spans = Array.from({ length: count }, (_, index) => {
    return { first: dayAfter(today, 1 - step * (count - index)), rows: [] as PricedRow[] };
  });
  for (const row of rows) spans.findLast(({ first }) => first <= row.day)?.rows.push(row);
  return { spans, areWeeks };
}
