import type * as vscode from 'vscode';
import { type ExcludeGlobs, readExclude } from '../privacy/excludeSetting.ts';
import type { Multiline } from '../completion/stop.ts';
import { type ParsedEndpoint, parseEndpoint } from '../mistral/endpoint.ts';

/** The user's settings under `infill.*`, checked: a bad value is named in `problems` and its default holds. */
export interface Settings {
  /** A bad endpoint has no stand-in: code must not go to a host that the user did not name. */
  endpoint: ParsedEndpoint;
  model: string;
  /** The models that *Toggle Model* goes round. */
  models: readonly string[];
  temperature: number;
  /** Sent in place of the temperature where it is set. */
  topP: number | null;
  maxTokens: number;
  minTokens: number | null;
  stop: readonly string[];
  randomSeed: number | null;
  /** The most text before and after the cursor that is sent, in tokens. */
  prefixTokens: number;
  suffixTokens: number;
  /** `manual`: only when the user asks. */
  trigger: 'automatic' | 'manual';
  /** Milliseconds without a key before an automatic request; `auto` goes by the typing rhythm. */
  debounce: number | 'auto';
  /** How far ghost text goes. */
  multiline: Multiline;
  /** By language id; `*` is for all that are not named. */
  enable: Readonly<Record<string, boolean>>;
  /** Of files of which nothing is ever sent: the default's, the user's and the workspace's. */
  exclude: ExcludeGlobs;
  /** The most text of other files that is sent, in tokens; 0 for none. */
  contextTokens: number;
  /** Where snippets of other files come from. */
  contextSources: Readonly<Record<string, boolean>>;
  /** The longest fill, in tokens. */
  fillMaxTokens: number;
  /** Whether comments that lead a selection stay and say what to fill in. */
  fillKeepComments: boolean;
  /** What a click on the status bar item does. */
  statusBarClick: 'menu' | 'toggleModel';
  /** Dollars a month; null for none. */
  budget: number | null;
  /** For the log, so in English: the settings editor tells the user by the schema, in their language. */
  problems: string[];
}

const defaults = { model: 'codestral-latest', temperature: 0.2, maxTokens: 256, fillMaxTokens: 1024 };
const defaultModels = ['codestral-latest', 'codestral-2405'];

/** Whether the settings allow completions in a language. */
export function isEnabled({ enable }: Settings, language: string): boolean {
  return enable[language] ?? enable['*'] ?? true;
}

/**
 * Reads and checks the settings.
 * @param configuration VS Code's for the section `infill`
 * @param folderExcludes what each folder of the workspace excludes, as it is set there
 */
export function readSettings(
  configuration: Pick<vscode.WorkspaceConfiguration, 'get' | 'inspect'>,
  folderExcludes: readonly unknown[],
): Settings {
  const problems: string[] = [];

  const checked = <T>(name: string, fallback: T, wanted: string, fits: (value: unknown) => boolean): T => {
    const value = configuration.get<unknown>(name);
    if (fits(value)) return value as T;
    problems.push(`infill.${name} is ${shown(name, value)}, wanted is ${wanted}: ${JSON.stringify(fallback)} holds.`);
    return fallback;
  };
  const count = <T extends number | null>(name: string, fallback: T, min: number, max: number): T =>
    checked(name, fallback, `a whole number from ${min} to ${max}`, (value) => {
      return (fallback === null && value === null) || (isNumber(value, min, max) && Number.isInteger(value));
    });
  const oneOf = <T extends string>(name: string, first: T, ...others: T[]): T => {
    const all: readonly unknown[] = [first, ...others];
    return checked<T>(name, first, all.map((one) => JSON.stringify(one)).join(' or '), (value) => all.includes(value));
  };

  const endpoint = parseEndpoint(String(configuration.get('endpoint')));
  if (!endpoint.ok) problems.push(`infill.endpoint: ${endpoint.message}`);
  const debounce = checked<number | 'auto'>('debounce', 'auto', '"auto" or 0 to 5000', (value) => {
    return value === 'auto' || isNumber(value, 0, 5000);
  });
  const exclude = configuration.inspect<unknown>('exclude');
  const maxTokens = count('maxTokens', defaults.maxTokens, 1, 4096);
  return {
    endpoint,
    model: checked('model', defaults.model, 'a model id', isName),
    models: checked('models', defaultModels, 'a list of model ids', isNames),
    temperature: checked('temperature', defaults.temperature, 'a number from 0 to 1.5', (v) => isNumber(v, 0, 1.5)),
    topP: checked('topP', null, 'a number from 0 to 1, or null', (value) => value === null || isNumber(value, 0, 1)),
    maxTokens,
    minTokens: count<number | null>('minTokens', null, 0, maxTokens),
    stop: checked('stop', [], 'a list of texts', isTexts),
    randomSeed: count<number | null>('randomSeed', null, 0, Number.MAX_SAFE_INTEGER),
    // 2,000 tokens before and 500 after the cursor cost $0.00075 at Codestral's list price, and hold most files' needs.
    prefixTokens: count('prefixTokens', 2_000, 100, 100_000),
    suffixTokens: count('suffixTokens', 500, 0, 100_000),
    trigger: oneOf('trigger', 'automatic', 'manual'),
    debounce,
    multiline: oneOf('multiline', 'auto', 'always', 'never'),
    // 0 is the settings editor's way to say none.
    budget: checked<number | null>('budget', null, 'a number of dollars or null', isBudget) || null,
    enable: checked('enable', { '*': true }, 'an object of language ids and true or false', isSwitches),
    // VS Code merges the objects of all levels, a folder's last: so that none can take an exclusion away, each is read by itself.
    exclude: readExclude(
      {
        byDefault: exclude?.defaultValue,
        user: exclude?.globalValue,
        workspace: [exclude?.workspaceValue, ...folderExcludes],
      },
      problems,
    ),
    // A thousand tokens, nine tenths of them a repeated beginning, cost $0.00006 a request at Codestral's list price.
    contextTokens: count('context.tokens', 1_000, 0, 100_000),
    contextSources: checked('context.sources', {}, 'an object of sources and true or false', isSwitches),
    fillMaxTokens: count('fill.maxTokens', defaults.fillMaxTokens, 1, 16_384),
    fillKeepComments: checked('fill.keepComments', true, 'true or false', (value) => typeof value === 'boolean'),
    statusBarClick: oneOf('statusBarClick', 'menu', 'toggleModel'),
    problems,
  };
}

function isNumber(value: unknown, min: number, max: number): value is number {
  return typeof value === 'number' && value >= min && value <= max;
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function isNames(value: unknown): boolean {
  return Array.isArray(value) && value.every(isName);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string' && one !== '');
}

function isBudget(value: unknown): boolean {
  return value === null || isNumber(value, 0, Infinity);
}

function isSwitches(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((one) => typeof one === 'boolean')
  );
}

/** A bad value for the log, which goes into issue reports: what a completion is to end before may be code. */
function shown(name: string, value: unknown): string {
  return name === 'stop' ? `of type ${typeof value}` : JSON.stringify(value ?? null).slice(0, 100);
}
