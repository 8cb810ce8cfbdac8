import { counters } from './counts.ts';
import { costOf } from './figures.ts';
import { latencyBounds } from './latency.ts';
import type { UsageRow } from './rows.ts';

const latencyColumns = [...latencyBounds.map((bound) => `firstTextWithin${bound}ms`), 'firstTextLater'];

/** Comma-separated values (RFC 4180): a line for each day, language and model, with the cost in dollars. */
export function toCsv(rows: readonly UsageRow[]): string {
  const head = ['day', 'language', 'model', ...counters, 'dollars', ...latencyColumns];
  const lines = rows.map((row) => [
    ...[row.day, row.language, row.model].map(cell),
    ...counters.map((counter) => row[counter]),
    dollars(row),
    ...row.latency,
  ]);
  return [head, ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}

/** The same as JSON. */
export function toJson(rows: readonly UsageRow[]): string {
  const days = rows.map((row) => ({ ...row, dollars: dollars(row) }));
  return `${JSON.stringify({ latencyBoundsMs: latencyBounds, rows: days }, null, 2)}\n`;
}

/** Rounded to a millionth of a dollar. */
function dollars(row: UsageRow): number {
  return Number(costOf(row).toFixed(6));
}

/** Quotes a text. An apostrophe keeps a spreadsheet from running a text that begins like a formula. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
