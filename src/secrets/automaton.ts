import { type Node, parsePattern } from './patternSyntax.ts';
import { merged, type Span } from './span.ts';

/** A choice: three times what the longest formats of services have. */
const maxStates = 400;

/** Time for matching, counted down. */
export interface Steps {
  /** Number of states that matches may still pass through. */
  left: number;
}

/** A step of a match: a character, a way to one of two further states, a condition, or the end. */
type State =
  | { kind: 'character'; pattern: RegExp; ascii: Uint8Array; next: number }
  | { kind: 'split'; next: number; other: number }
  | { kind: 'assertion'; is: Assertion; next: number }
  | { kind: 'end' };
type Assertion = '^' | '$' | '\\b' | '\\B';

/** The matches under way at a position: the states of characters that may come next, and where each match starts. */
class Threads {
  readonly states: Int32Array;
  readonly starts: Int32Array;
  count = 0;

  constructor(size: number) {
    this.states = new Int32Array(size);
    this.starts = new Int32Array(size);
  }

  add(state: number, start: number): void {
    this.states[this.count] = state;
    this.starts[this.count++] = start;
  }
}

/**
 * Matches a regular expression by following all of its ways at once (Thompson's construction): a text of n characters
 * takes n times the number of states at most, where JavaScript's own, which tries one way after the other, may take 2ⁿ.
 */
export class Automaton {
  readonly #states: State[] = [];
  readonly #start: number;
  /** By code, whether a match may begin with a character. */
  readonly #first = new Uint8Array(128);
  /** States to follow: each is followed once at a position, and leads to two at most. */
  readonly #open: Int32Array;
  /** By state, the position at which it was last followed. */
  readonly #seen: Int32Array;
  #threads: Threads;
  #next: Threads;

  /** @throws SyntaxError if the source is no pattern that this can match, or too large a one */
  constructor(source: string) {
    const end = this.#add({ kind: 'end' });
    this.#start = this.#compile(parsePattern(source), end);
    const { size } = this;
    this.#open = new Int32Array(2 * size + 1);
    this.#seen = new Int32Array(size);
    [this.#threads, this.#next] = [new Threads(size), new Threads(size)];
    this.#addFirst(this.#start, new Set());
  }

  get size(): number {
    return this.#states.length;
  }

  /**
   * The longest matches in a text, from left to right; those that overlap are one.
   * @param steps that it may take; it takes those that it needs away
   * @returns null if there are too few steps
   */
  spansIn(text: string, steps: Steps): Span[] | null {
    const found: Span[] = [];
    this.#seen.fill(-1);
    this.#threads.count = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      // The earliest match comes first: of those in one state, only that one goes on.
      if (code >= 128 || this.#first[code] === 1) this.#follow(this.#start, at, text, at, this.#threads, found, steps);
      const { states, starts, count } = this.#threads;
      this.#next.count = 0;
      for (let index = 0; index < count; index++) {
        const one = this.#states[states[index]!]!;
        if (one.kind !== 'character') continue;
        if (code < 128 ? one.ascii[code] === 1 : one.pattern.test(text[at]!))
          this.#follow(one.next, starts[index]!, text, at + 1, this.#next, found, steps);
      }
      [this.#threads, this.#next] = [this.#next, this.#threads];
      steps.left -= count + 1;
      if (steps.left < 0) return null;
    }
    return merged(found);
  }

  /** Adds the states that are reached without a further character. */
  #follow(from: number, start: number, text: string, at: number, threads: Threads, found: Span[], steps: Steps): void {
    const open = this.#open;
    let count = 0;
    open[count++] = from;
    while (count > 0) {
      const state = open[--count]!;
      if (this.#seen[state] === at) continue;
      this.#seen[state] = at;
      steps.left--;
      const one = this.#states[state]!;
      if (one.kind === 'character') threads.add(state, start);
      else if (one.kind === 'split') {
        open[count++] = one.other;
        open[count++] = one.next;
      } else if (one.kind === 'assertion') {
        if (holds(one.is, text, at)) open[count++] = one.next;
      } else if (at > start) found.push({ start, end: at });
    }
  }

  #addFirst(state: number, seen: Set<number>): void {
    if (seen.has(state)) return;
    seen.add(state);
    const one = this.#states[state]!;
    if (one.kind === 'character') one.ascii.forEach((is, code) => (this.#first[code]! |= is));
    else if (one.kind !== 'end') this.#addFirst(one.next, seen);
    if (one.kind === 'split') this.#addFirst(one.other, seen);
  }

  #add(state: State): number {
    if (this.#states.length >= maxStates) throw new SyntaxError('it is too large');
    return this.#states.push(state) - 1;
  }

  /** Adds the states of a node, which lead to `next`. @returns the first of them */
  #compile(node: Node, next: number): number {
    switch (node.kind) {
      case 'character':
        return this.#add({ ...tableOf(node.pattern), kind: 'character', next });
      case 'assertion':
        return this.#add({ ...node, next });
      case 'sequence':
        return node.parts.reduceRight((after, part) => this.#compile(part, after), next);
      case 'alternatives':
        return node.parts
          .map((part) => this.#compile(part, next))
          .reduceRight((other, first) => this.#add({ kind: 'split', next: first, other }));
      case 'repeat':
        return this.#repeat(node.part, node.min, node.max, next);
    }
  }

  #repeat(part: Node, min: number, max: number, next: number): number {
    let after = next;
    if (max === Infinity) {
      const loop = this.#add({ kind: 'split', next, other: next });
      this.#states[loop] = { kind: 'split', next: this.#compile(part, loop), other: next };
      after = loop;
    } else
      for (let count = min; count < max; count++) {
        after = this.#add({ kind: 'split', next: this.#compile(part, after), other: next });
      }
    for (let count = 0; count < min; count++) after = this.#compile(part, after);
    return after;
  }
}

/** By code, whether a pattern for one character matches it. */
function tableOf(source: string): { pattern: RegExp; ascii: Uint8Array } {
  const pattern = new RegExp(`^${source}$`);
  const ascii = Uint8Array.from({ length: 128 }, (_, code) => Number(pattern.test(String.fromCharCode(code))));
  return { pattern, ascii };
}

function holds(is: Assertion, text: string, at: number): boolean {
  if (is === '^') return at === 0;
  if (is === '$') return at === text.length;
  const isEdge = isOfWord(text.charCodeAt(at - 1)) !== isOfWord(text.charCodeAt(at));
  return is === '\\b' ? isEdge : !isEdge;
}

/** @param code NaN beyond the text */
function isOfWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}
