import type * as vscode from 'vscode';
import { ownValue } from '../base/ownValue.ts';
import { type Inspected, remoteValue, userValue } from '../base/vscode/userValue.ts';
import type { Multiline } from '../completion/shownExtent.ts';
import { isHost, type ParsedEndpoint, parseEndpoint } from '../mistral/endpoint.ts';
import type { UserPrices } from '../mistral/prices.ts';
import { type ExcludeGlobs, readExclude } from '../privacy/excludeSetting.ts';
import { readMask } from './maskSetting.ts';
import { readPrices } from './priceSetting.ts';

/** The user's settings under `infill.*`, checked. For an invalid value, `problems` has a text, and the default is used. */
export interface Settings {
  /** An invalid endpoint has no default: code must not go to a host that the user did not choose. */
  endpoint: ParsedEndpoint;
  /** Hosts to which requests may go unencrypted, with or without their ports. */
  allowHttp: readonly string[];
  model: string;
  /** The models that *Toggle Model* switches between. */
  models: readonly string[];
  temperature: number;
  /** Sent in place of the temperature if it is set. */
  topP: number | null;
  maxTokens: number;
  minTokens: number | null;
  stop: readonly string[];
  randomSeed: number | null;
  /** Maximum length of the text before and after the cursor, in tokens. */
  prefixTokens: number;
  suffixTokens: number;
  /** `manual`: only when the user triggers a suggestion. */
  trigger: 'automatic' | 'manual';
  /** Milliseconds without a key before typing sends a request; `auto` depends on the typing rhythm. */
  debounce: number | 'auto';
  /** Extent of ghost text. */
  multiline: Multiline;
  /** By language id; `*` is for all others. */
  enable: Readonly<Record<string, boolean>>;
  /** Globs of files of which nothing is ever sent: of the default, the user and the workspace. */
  exclude: ExcludeGlobs;
  /** The user's patterns of what is masked besides what looks like a secret, with the flag `g`. */
  mask: readonly RegExp[];
  /** Whether service keys and private keys are masked in the text around the cursor, too. */
  maskAroundCursor: boolean;
  /** Whether files that git ignores are completed; they are never a snippet. */
  completesGitIgnored: boolean;
  /** Maximum length of the snippets of other files, in tokens; 0 for none. */
  contextTokens: number;
  /** Sources of snippets that are on or off, by name. */
  contextSources: Readonly<Record<string, boolean>>;
  /** Maximum length of a fill, in tokens. */
  fillMaxTokens: number;
  /** Whether comments at the start of a selection stay, as instructions for the fill. */
  fillKeepComments: boolean;
  /** The action of a click on the status bar item. */
  statusBarClick: 'menu' | 'toggleModel';
  /** Dollars per month; null for no budget. */
  budget: number | null;
  /** Prices that the user knows better than Infill. */
  prices: UserPrices;
  /** Texts for the log, in English. The settings editor shows problems in the user's language, by the schema. */
  problems: string[];
}

const defaults = { model: 'codestral-latest', temperature: 0.2, maxTokens: 256, fillMaxTokens: 1024 };
const defaultModels = ['codestral-latest', 'codestral-2508'];

/** Whether the settings allow completions in a language. */
export function isEnabled({ enable }: Settings, language: string): boolean {
  return ownValue(enable, language) ?? enable['*'] ?? true;
}

/** A text that is equal for equal settings. Plain JSON has nothing of a regular expression. */
export function textOfSettings(settings: Settings): string {
  return JSON.stringify(settings, (_, value: unknown) => (value instanceof RegExp ? value.source : value));
}

/**
 * Reads and checks the settings.
 * @param configuration VS Code's for the section `infill`
 * @param folderExcludes the value of `infill.exclude` in each folder of the workspace
 */
export function readSettings(
  configuration: Pick<vscode.WorkspaceConfiguration, 'get' | 'inspect'>,
  folderExcludes: readonly unknown[],
): Settings {
  const problems: string[] = [];

  const checked = <T>(name: string, fallback: T, expected: string, fits: (value: unknown) => boolean): T => {
    const value = configuration.get<unknown>(name);
    if (fits(value)) return value as T;
    problems.push(
      `infill.${name} is ${textOf(name, value)}, but must be ${expected}; ${JSON.stringify(fallback)} is used.`,
    );
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

  const allowHttp = checked('allowHttp', [], 'a list of hosts, such as "192.168.1.7:8080"', isHosts);
  const endpoint = parseEndpoint(String(configuration.get('endpoint')), allowHttp);
  if (!endpoint.ok) problems.push(`infill.endpoint: ${endpoint.message}`);
  const debounce = checked<number | 'auto'>('debounce', 'auto', '"auto" or 0 to 5000', (value) => {
    return value === 'auto' || isNumber(value, 0, 5000);
  });
  const exclude = configuration.inspect<unknown>('exclude');
  const maxTokens = count('maxTokens', defaults.maxTokens, 1, 4096);
  return {
    endpoint,
    allowHttp,
    model: checked('model', defaults.model, 'a model id', isName),
    models: checked('models', defaultModels, 'a list of model ids', isNames),
    temperature: checked('temperature', defaults.temperature, 'a number from 0 to 1.5', (v) => isNumber(v, 0, 1.5)),
    topP: checked('topP', null, 'a number from 0 to 1, or null', (value) => value === null || isNumber(value, 0, 1)),
    maxTokens,
    minTokens: count<number | null>('minTokens', null, 0, maxTokens),
    stop: checked('stop', [], 'a list of texts', isTexts),
    randomSeed: count<number | null>('randomSeed', null, 0, Number.MAX_SAFE_INTEGER),
    // A choice: 2,000 tokens before and 500 after the cursor cost $0.00075 at Codestral's list price.
    prefixTokens: count('prefixTokens', 2_000, 100, 100_000),
    suffixTokens: count('suffixTokens', 500, 0, 100_000),
    trigger: oneOf('trigger', 'automatic', 'manual'),
    debounce,
    multiline: oneOf('multiline', 'auto', 'always', 'never'),
    // 0 in the settings editor means no budget.
    budget: checked<number | null>('budget', null, 'a number of dollars or null', isBudget) || null,
    prices: readPrices(configuration.get('prices'), problems),
    enable: checked('enable', { '*': true }, 'an object of language ids and true or false', isSwitches),
    // VS Code merges the objects of all levels. Each is read separately, so that none can remove an exclusion of another.
    exclude: readExclude(
      {
        byDefault: exclude?.defaultValue,
        user: userValue(exclude),
        workspace: [...remoteExcludes(exclude), exclude?.workspaceValue, ...folderExcludes],
      },
      problems,
    ),
    mask: readMask(configuration.get('mask'), problems),
    maskAroundCursor: checked('maskAroundCursor', true, 'true or false', (value) => typeof value === 'boolean'),
    completesGitIgnored: completesGitIgnored(configuration.inspect<unknown>('gitIgnored'), problems),
    // A choice: 1,000 tokens, of which nine tenths are a repeated beginning, cost $0.00006 at Codestral's list price.
    contextTokens: count('context.tokens', 1_000, 0, 100_000),
    contextSources: checked('context.sources', {}, 'an object of sources and true or false', isSwitches),
    fillMaxTokens: count('fill.maxTokens', defaults.fillMaxTokens, 1, 16_384),
    fillKeepComments: checked('fill.keepComments', true, 'true or false', (value) => typeof value === 'boolean'),
    statusBarClick: oneOf('statusBarClick', 'menu', 'toggleModel'),
    problems,
  };
}

/** With a value of the remote machine, the user's own may be in the merged one alone. Both can only exclude more. */
function remoteExcludes(exclude: Inspected<unknown> | undefined): readonly unknown[] {
  const remote = remoteValue(exclude);
  return remote === undefined ? [] : [remote, exclude?.globalValue];
}

/** Each level can say that nothing is sent, and none can take that back. */
function completesGitIgnored(levels: object | undefined, problems: string[]): boolean {
  const names = ['globalValue', 'globalLocalValue', 'globalRemoteValue', 'workspaceValue'];
  const values = Object.entries(levels ?? {}).flatMap(([name, value]) =>
    names.includes(name) ? [value as unknown] : [],
  );
  const strange = values.find((value) => value !== undefined && value !== 'complete' && value !== 'never send');
  if (strange !== undefined)
    problems.push(`infill.gitIgnored is ${textOf('gitIgnored', strange)}, which is taken for "never send".`);
  return strange === undefined && !values.includes('never send');
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

function isHosts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string' && isHost(one));
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

/** An invalid value for the log, which goes into issue reports. A stop text may be code, so it is left out. */
function textOf(name: string, value: unknown): string {
  return name === 'stop' ? `of type ${typeof value}` : JSON.stringify(value ?? null).slice(0, 100);
}
