import { counters } from './counts.ts';
import type { PricedRow } from './figures.ts';
import { latencyBounds } from './latency.ts';

const latencyColumns = [...latencyBounds.map((bound) => `firstTextWithin${bound}ms`), 'firstTextLater'];

/**
 * Comma-separated values (RFC 4180): a line for each day, language, model and host, with the cost in dollars; empty
 * if no price is known.
 */
export function toCsv(rows: readonly PricedRow[]): string {
  const head = ['day', 'language', 'model', 'host', ...counters, 'dollars', ...latencyColumns];
  const lines = rows.map((row) => [
    ...[row.day, row.language, row.model, row.host].map(cell),
    ...counters.map((counter) => row[counter]),
    dollars(row) ?? '',
    ...row.latency,
  ]);
  return [head, ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}

/** The same as JSON. */
export function toJson(rows: readonly PricedRow[]): string {
  const days = rows.map((row) => ({ ...row, dollars: dollars(row) }));
  return `${JSON.stringify({ latencyBoundsMs: latencyBounds, rows: days }, null, 2)}\n`;
}

/** Rounded to a millionth of a dollar; null if no price is known. */
function dollars({ dollars: cost }: PricedRow): number | null {
  return cost === null ? null : Number(cost.toFixed(6));
}

/** Quotes a text. An apostrophe keeps a spreadsheet from running a text that begins like a formula. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
