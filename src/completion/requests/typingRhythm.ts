import type { CursorContext } from '../cursorContext.ts';

/**
 * Wait for the next key, as a share of the user's usual time between keys. While the user types, later keys join a
 * request that is sent early. After a word that the model did not guess, a request with two letters of it is better than
 * with one. `npm run bench` finds no gain from further rules (after a bracket, after a space, on a blank line).
 */
const waitShares = { afterContradiction: 1.2, otherwise: 0.2 };

/** Usual time between keys before the first keys, in milliseconds. A choice: some 80 words a minute. */
const firstBetweenKeysMs = 140;

/** Times between keys that count, in milliseconds. A choice: less is one stroke of two fingers, more is thinking. */
const counted = { minMs: 20, maxMs: 600 };

/** Weight of the last key in the moving average. A choice. */
const lastKeyWeight = 0.1;

/** A user's typing rhythm, and the wait before a request that follows from it. Times are in milliseconds. */
export class TypingRhythm {
  #betweenKeys = firstBetweenKeysMs;
  #lastKey = -Infinity;
  #isMatched = false;
  #isContradicted = false;

  /** Records a key. @param isMatched whether a request has, or may still have, text that agrees with the key */
  onKey(now: number, isMatched: boolean, context: CursorContext): void {
    const since = now - this.#lastKey;
    this.#lastKey = now;
    if (since > counted.minMs && since < counted.maxMs)
      this.#betweenKeys += lastKeyWeight * (since - this.#betweenKeys);
    this.#isContradicted = this.#isMatched && !isMatched && /\w$/.test(context.prefix);
    this.#isMatched = isMatched;
  }

  /** Time that a request waits for the next key. */
  get wait(): number {
    return this.#betweenKeys * (this.#isContradicted ? waitShares.afterContradiction : waitShares.otherwise);
  }
}
