import { isObject } from '../base/json.ts';
import type { UserPrices, Price } from '../mistral/prices.ts';

/**
 * Reads the setting `infill.prices`. A bad entry is left out, and `problems` has a text for it: the other prices hold.
 * @param problems texts for the log, in English
 */
export function readPrices(value: unknown, problems: string[]): UserPrices {
  if (!isObject(value)) {
    problems.push(`infill.prices is ${textOf(value)}, but must be an object of models and their prices; none is used.`);
    return {};
  }
  const entries = Object.entries(value).flatMap(([key, entry]) => {
    const problem = badKey(key) ?? badPrice(entry);
    if (problem === null) return [[plainKey(key), toPrice(entry as Entry)] as const];
    problems.push(`infill.prices: the price of "${key}" ${problem} It is not used.`);
    return [];
  });
  return Object.fromEntries(entries);
}

/** A price in the setting: 0 for a model that is free, or dollars per million tokens. */
type Entry = 0 | { input: number; cached?: number; output: number };

const fields: readonly string[] = ['input', 'cached', 'output'];

function toPrice(entry: Entry): Price {
  if (entry === 0) return { input: 0, cached: 0, output: 0 };
  // Many hosts bill cached tokens like all others.
  return { input: entry.input, cached: entry.cached ?? entry.input, output: entry.output };
}

/** Names of hosts are in lower case in a URL; those of models may have capitals, and slashes. */
function plainKey(key: string): string {
  return key.trim().replace(/^[^/]+(?=\/)/, (host) => (host.includes('.') ? host.toLowerCase() : host));
}

/** No model's id looks so, but for those of files: three names, the last of them of letters alone. */
const hostName = /^[\w-]+(\.[\w-]+)+\.(?!(gguf|ggml|bin|safetensors)$)[a-z]{2,}(:\d+)?$/i;

function badKey(key: string): string | null {
  if (key.trim() === '') return 'has no model: write a model, or "*".';
  if (hostName.test(key.trim())) return `has no model: write "${key.trim()}/*" for all models of this host.`;
  return key.includes('://')
    ? 'has a URL: write the host without https://, such as "api.mistral.ai/codestral-latest".'
    : null;
}

function badPrice(entry: unknown): string | null {
  if (entry === 0) return null;
  if (!isObject(entry)) {
    return `is ${textOf(entry)}, but must be 0, or dollars per million tokens as in {"input": 0.3, "cached": 0.03, "output": 0.9}.`;
  }
  const unknown = Object.keys(entry).find((field) => !fields.includes(field));
  if (unknown !== undefined) return `has "${unknown}", but may have "input", "cached" and "output" only.`;
  const bad = fields.find((field) => !isDollars(entry[field]) && !(field === 'cached' && entry[field] === undefined));
  return bad === undefined ? null : `has ${textOf(entry[bad])} for "${bad}", but must have a number of dollars from 0.`;
}

function isDollars(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function textOf(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 100);
}
