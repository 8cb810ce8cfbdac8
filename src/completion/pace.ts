import { type CursorContext, lineAfter, lineBefore } from './cursorContext.ts';

/** A rule about a place, by what stands on the cursor's line before and after it. */
interface Rule<T> {
  name: string;
  applies: (before: string, after: string) => boolean;
  value: T;
}

/** Where nobody wants a suggestion. An explicit trigger asks all the same, and text from memory is shown anyway. */
const quietPlaces: readonly Rule<true>[] = [
  { name: 'inside a word', applies: (before, after) => /\w$/.test(before) && /^\w/.test(after), value: true },
];

/**
 * How long to wait for the next key: as a share of the time that this user usually takes for one. The first that applies.
 * More rules (after a bracket, a space, within a word) brought the benchmark's users neither right text nor lower cost.
 */
const waits: readonly Rule<number>[] = [
  { name: 'on a blank line', applies: (before) => before.trim() === '', value: 1 },
  { name: 'elsewhere', applies: () => true, value: 0.6 },
];

/** Whether a request may be sent from here without being asked for. */
export function isQuietPlace(context: CursorContext): boolean {
  return quietPlaces.some(({ applies }) => applies(lineBefore(context), lineAfter(context)));
}

/** A user's typing rhythm, and the wait before a request that follows from it. Times are in milliseconds. */
export class Pace {
  #betweenKeys = 140;
  #lastKey = -Infinity;

  /** Hears a key. Longer pauses are thinking, not typing. */
  key(now: number): void {
    const since = now - this.#lastKey;
    this.#lastKey = now;
    if (since > 20 && since < 600) this.#betweenKeys += 0.1 * (since - this.#betweenKeys);
  }

  /** How long a request should wait for the next key. */
  waitAt(context: CursorContext): number {
    const share = waits.find(({ applies }) => applies(lineBefore(context), lineAfter(context)))!.value;
    return share * this.#betweenKeys;
  }
}
