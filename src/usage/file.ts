import { apiHost } from '../mistral/endpoint.ts';
import { priceAt } from '../mistral/prices.ts';
import { add, counters, type CountsChange, noCounts } from './counts.ts';
import type { UsageRow } from './rows.ts';

/** The content of a usage file. */
export interface UsageFile {
  /**
   * Names of the files whose rows this one includes. They are removed once it is written. A reader ignores those that
   * still exist: a crash in between counts nothing twice.
   */
  replaces: string[];
  rows: UsageRow[];
  /** Whether a newer version of Infill has written it, perhaps with more in it. */
  isNewer?: boolean;
}

/**
 * The version of the format. A file of a higher version is read as far as known, and left alone. Rows of version 1 have
 * no host.
 */
const version = 2;

/** The text of a file. Zeros are left out. */
export function fileText({ replaces, rows }: UsageFile): string {
  const short = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => !isNothing(value))));
  return JSON.stringify({ version, replaces, rows: short });
}

/** Reads the text of a file; null if it is damaged. Unknown fields are ignored, missing numbers are 0. */
export function parseFile(text: string): UsageFile | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(json) || !Array.isArray(json.rows)) return null;
  const replaces = Array.isArray(json.replaces) ? json.replaces.filter((name) => typeof name === 'string') : [];
  const isNewer = number(json.version) > version;
  return { replaces, rows: json.rows.filter(isObject).flatMap(readRow), isNewer };
}

function readRow({ day, language, model, host, latency, ...rest }: Record<string, unknown>): UsageRow[] {
  if (typeof day !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(day)) return [];
  if (typeof language !== 'string' || typeof model !== 'string') return [];
  const change: CountsChange = { latency: Array.isArray(latency) ? latency.map(number) : [] };
  for (const counter of counters) change[counter] = number(rest[counter]);
  const counts = noCounts();
  add(counts, change);
  return [{ day, language, model, host: typeof host === 'string' ? host : hostBefore(model), ...counts }];
}

/**
 * The host of a row without one: Mistral's for its models, which the endpoint is by default, so that their cost stays what
 * it was. The host of another model is unknown.
 */
function hostBefore(model: string): string {
  const { host } = new URL(apiHost);
  return priceAt(host, model, {}) ? host : '';
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

function isNothing(value: unknown): boolean {
  return Array.isArray(value) ? value.every((one) => one === 0) : value === 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
