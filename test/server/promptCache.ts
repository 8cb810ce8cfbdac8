import { tokenize } from './tokens.ts';

/** Maximum number of recent requests of a key. */
const maxRecent = 32;
/** Number of tokens that the host caches together. */
const blockTokens = 64;

/** Tokens of a request that are billed at a tenth. */
export interface CachedTokens {
  /** In the host's order: the suffix comes first, and only whole blocks count. */
  cached: number;
  /** Upper bound: the repeated beginnings of the suffix and of the prompt, in any order and without blocks. */
  maxCached: number;
}

/**
 * Knows the recent requests of each `prompt_cache_key`, and so how much of the next one is billed as cached: the longest
 * beginning that it shares with any of them, as caches of a model's state work. Documents under one key do not disturb
 * each other. Mistral's published tokenizer places the suffix before the prompt (mistral-common, `encode_fim`).
 */
export class PromptCache {
  readonly #recent = new Map<string, Recent>();

  cachedTokens(key: string | null | undefined, prompt: string, suffix: string): CachedTokens {
    if (typeof key !== 'string') return { cached: 0, maxCached: 0 };
    const recent = this.#recent.get(key) ?? { inputs: [], suffixes: [], prompts: [] };
    this.#recent.set(key, recent);
    const suffixTokens = tokenize(suffix);
    const promptTokens = tokenize(prompt);
    // The border counts as a token.
    const shared = sharedWith(recent.inputs, [...suffixTokens, '', ...promptTokens]);
    const maxCached = sharedWith(recent.suffixes, suffixTokens) + sharedWith(recent.prompts, promptTokens);
    return { cached: Math.min(shared - (shared % blockTokens), maxCached), maxCached };
  }
}

interface Recent {
  inputs: string[][];
  suffixes: string[][];
  prompts: string[][];
}

/** Number of tokens at the beginning that a recent list has, too. Keeps the tokens as the most recent. */
function sharedWith(recent: string[][], tokens: string[]): number {
  const shared = Math.max(0, ...recent.map((one) => sharedBeginning(tokens, one)));
  recent.unshift(tokens);
  recent.splice(maxRecent);
  return shared;
}

function sharedBeginning(one: readonly string[], other: readonly string[]): number {
  const different = one.findIndex((token, index) => token !== other[index]);
  return different < 0 ? one.length : different;
}
