/** A set of characters. */
export type CharSet = (character: string) => boolean;

/** A part of a pattern: a text, one character or any number of characters of a set, or one of several sequences of parts. */
export type Part = string | { one: CharSet } | { many: CharSet } | { choices: readonly Part[][] };

export const anything: CharSet = () => true;
export const noSlash: CharSet = (character) => character !== '/';
/** Two stars and a slash: nothing, or folders up to a slash. */
export const folders: Part = { choices: [[], [{ many: anything }, '/']] };

/** How much may still be done for a decision that needs many patterns. */
export interface Work {
  /** Steps: characters times states. Below 0 once there were too many. */
  left: number;
}

/** A choice: some 20 ms. A thousand files' rules need less for a path. */
const maxSteps = 2_000_000;

export function newWork(): Work {
  return { left: maxSteps };
}

/** A state of the automaton: the characters that lead on, where to, and the states that are entered with it. */
interface State {
  on: CharSet | null;
  to: number;
  also: readonly number[];
}

const end = 0;

/**
 * A pattern with wildcards. It is matched without backtracking, by an automaton that is in several states at once: a text
 * takes time proportional to its length times the pattern's, whatever they are.
 */
export class Wildcards {
  readonly #states: State[] = [{ on: null, to: end, also: [] }];
  readonly #start: number;
  /** Its longest text: most others are ruled out by it. */
  readonly #needed: string;

  constructor(parts: readonly Part[]) {
    this.#start = this.#add(parts, end);
    const texts = parts.filter((part) => typeof part === 'string');
    this.#needed = texts.reduce((longest, text) => (text.length > longest.length ? text : longest), '');
  }

  /** Whether a text matches as a whole; true where there was too much to do, so that rules that exclude still do. */
  matches(text: string, work = newWork()): boolean {
    if (!text.includes(this.#needed)) return false;
    const entered = new Uint32Array(this.#states.length);
    let current: number[] = [];
    let round = 1;
    this.#enter(this.#start, current, entered, round);
    for (const character of text) {
      work.left -= current.length;
      if (work.left < 0) return true;
      const next: number[] = [];
      round++;
      for (const state of current) {
        const { on, to } = this.#states[state]!;
        if (on?.(character)) this.#enter(to, next, entered, round);
      }
      if (next.length === 0) return false;
      current = next;
    }
    return current.includes(end);
  }

  /** @param entered the last round in which each state was entered */
  #enter(state: number, states: number[], entered: Uint32Array, round: number): void {
    if (entered[state] === round) return;
    entered[state] = round;
    states.push(state);
    for (const also of this.#states[state]!.also) this.#enter(also, states, entered, round);
  }

  /** Adds the states of parts, the last first. @returns the first state */
  #add(parts: readonly Part[], next: number): number {
    return parts.reduceRight((to, part) => {
      if (typeof part === 'string')
        return Array.from(part).reduceRight(
          (then, own) => this.#push({ on: (one) => one === own, to: then, also: [] }),
          to,
        );
      if ('one' in part) return this.#push({ on: part.one, to, also: [] });
      if ('many' in part) return this.#push({ on: part.many, to: this.#states.length, also: [to] });
      return this.#push({ on: null, to: end, also: part.choices.map((choice) => this.#add(choice, to)) });
    }, next);
  }

  #push(state: State): number {
    return this.#states.push(state) - 1;
  }
}

/**
 * The set in brackets: characters and ranges.
 * @param members pairs of first and last
 * @param foldsCase whether the other case of a member is one, too
 */
export function charSet(
  members: readonly (readonly [string, string])[],
  isNegated: boolean,
  foldsCase: boolean,
): CharSet {
  const has: CharSet = (one) => members.some(([first, last]) => first <= one && one <= last);
  const hasFolded: CharSet = foldsCase ? (one) => has(one) || has(one.toLowerCase()) || has(one.toUpperCase()) : has;
  return (one) => one !== '/' && hasFolded(one) !== isNegated;
}
