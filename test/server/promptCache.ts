import { tokenize } from './tokens.ts';

/** Knows the last prompt of each `prompt_cache_key`, and so how much of the next one is billed as cached. */
export class PromptCache {
  readonly #last = new Map<string, string[]>();

  /** How many tokens at the beginning of this prompt were at the beginning of the key's last one. */
  cachedTokens(key: string | null | undefined, prompt: string): number {
    if (typeof key !== 'string') return 0;
    const tokens = tokenize(prompt);
    const last = this.#last.get(key) ?? [];
    this.#last.set(key, tokens);
    const different = tokens.findIndex((token, index) => token !== last[index]);
    return different < 0 ? tokens.length : different;
  }
}
