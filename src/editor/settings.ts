import * as vscode from 'vscode';
import { type ParsedEndpoint, parseEndpoint } from '../mistral/endpoint.ts';

/** The user's settings under `infill.*`, checked: a bad value is named in `problems` and its default holds. */
export interface Settings {
  /** A bad endpoint has no stand-in: code must not go to a host that the user did not name. */
  endpoint: ParsedEndpoint;
  model: string;
  temperature: number;
  maxTokens: number;
  /** Milliseconds without a key before an automatic request; `auto` goes by the typing rhythm. */
  debounce: number | 'auto';
  /** By language id; `*` is for all that are not named. */
  enable: Readonly<Record<string, boolean>>;
  /** Dollars a month; null for none. */
  budget: number | null;
  problems: string[];
}

const defaults = { model: 'codestral-latest', temperature: 0.2, maxTokens: 256 };

/** Whether the settings allow completions in a language. */
export function isEnabled({ enable }: Settings, language: string): boolean {
  return enable[language] ?? enable['*'] ?? true;
}

export function readSettings(): Settings {
  const configuration = vscode.workspace.getConfiguration('infill');
  const problems: string[] = [];

  const checked = <T>(name: string, fallback: T, wanted: string, fits: (value: unknown) => boolean): T => {
    const value = configuration.get<unknown>(name);
    if (fits(value)) return value as T;
    problems.push(
      `infill.${name} is ${JSON.stringify(value)}, wanted is ${wanted}: ${JSON.stringify(fallback)} holds.`,
    );
    return fallback;
  };

  const endpoint = parseEndpoint(String(configuration.get('endpoint')));
  if (!endpoint.ok) problems.push(`infill.endpoint: ${endpoint.message}`);
  const debounce = checked<number | 'auto'>('debounce', 'auto', '"auto" or 0 to 5000', (value) => {
    return value === 'auto' || isNumber(value, 0, 5000);
  });
  return {
    endpoint,
    model: checked('model', defaults.model, 'a model id', (value) => typeof value === 'string' && value.trim() !== ''),
    temperature: checked('temperature', defaults.temperature, 'a number from 0 to 1.5', (v) => isNumber(v, 0, 1.5)),
    maxTokens: checked('maxTokens', defaults.maxTokens, 'a whole number from 1 to 4096', (value) => {
      return isNumber(value, 1, 4096) && Number.isInteger(value);
    }),
    debounce,
    // 0 is the settings editor's way to say none.
    budget: checked<number | null>('budget', null, 'a number of dollars or null', isBudget) || null,
    enable: checked('enable', { '*': true }, 'an object of language ids and true or false', isSwitches),
    problems,
  };
}

function isNumber(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

function isBudget(value: unknown): boolean {
  return value === null || isNumber(value, 0, Infinity);
}

function isSwitches(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'boolean');
}
