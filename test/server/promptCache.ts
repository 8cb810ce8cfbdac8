import { tokenize } from './tokens.ts';

/** As many prompts of a key as are remembered: those that somebody goes to and fro between. */
const mostPrompts = 32;

/**
 * Knows the recent prompts of each `prompt_cache_key`, and so how much of the next one is billed as cached: the longest
 * beginning that it shares with any of them, as caches of a model's state work. Documents under one key do not disturb
 * each other.
 */
export class PromptCache {
  readonly #recent = new Map<string, string[][]>();

  /** How many tokens at the beginning of this prompt were at the beginning of one of the key's recent ones. */
  cachedTokens(key: string | null | undefined, prompt: string): number {
    if (typeof key !== 'string') return 0;
    const tokens = tokenize(prompt);
    const recent = this.#recent.get(key) ?? [];
    this.#recent.set(key, [tokens, ...recent.slice(0, mostPrompts - 1)]);
    return Math.max(0, ...recent.map((one) => sharedBeginning(tokens, one)));
  }
}

function sharedBeginning(one: readonly string[], other: readonly string[]): number {
  const different = one.findIndex((token, index) => token !== other[index]);
  return different < 0 ? one.length : different;
}
