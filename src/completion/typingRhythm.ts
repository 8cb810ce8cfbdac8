import { type CursorContext, lineAfter, lineBefore } from './cursorContext.ts';

/** A rule about a place, by what stands on the cursor's line before and after it. */
interface Rule {
  name: string;
  applies: (before: string, after: string) => boolean;
}

/** Where nobody wants a suggestion. An explicit trigger asks all the same, and text from memory is shown anyway. */
const quietPlaces: readonly Rule[] = [
  {
    name: 'inside a word',
    applies: (before, after) => /[\p{L}\p{N}_]$/u.test(before) && /^[\p{L}\p{N}_]/u.test(after),
  },
];

/**
 * How long to wait for the next key, as a share of the time that this user usually takes for one. While the user types,
 * a request is soon sent, since later keys join it; a word that the model did not guess is better asked for with two of
 * its letters than with one. More rules (after a bracket, after a space, on a blank line) brought the benchmark's users
 * neither right text nor lower cost.
 */
const shares = { afterContradiction: 1.2, elsewhere: 0.2 };

/** Whether a request may be sent from here without being asked for. */
export function isQuietPlace(context: CursorContext): boolean {
  return quietPlaces.some(({ applies }) => applies(lineBefore(context), lineAfter(context)));
}

/** A user's typing rhythm, and the wait before a request that follows from it. Times are in milliseconds. */
export class TypingRhythm {
  #betweenKeys = 140;
  #lastKey = -Infinity;
  #agreed = false;
  #isContradicted = false;

  /**
   * Hears a key. Longer pauses are thinking, not typing.
   * @param agrees whether a text that is known, or still to come, may go on from it
   */
  key(now: number, agrees: boolean, context: CursorContext): void {
    const since = now - this.#lastKey;
    this.#lastKey = now;
    if (since > 20 && since < 600) this.#betweenKeys += 0.1 * (since - this.#betweenKeys);
    this.#isContradicted = this.#agreed && !agrees && /\w$/.test(context.prefix);
    this.#agreed = agrees;
  }

  /** When the last key was hit; -Infinity before the first. */
  get lastKeyAt(): number {
    return this.#lastKey;
  }

  /** How long a request should wait for the next key. */
  get wait(): number {
    return this.#betweenKeys * (this.#isContradicted ? shares.afterContradiction : shares.elsewhere);
  }
}
