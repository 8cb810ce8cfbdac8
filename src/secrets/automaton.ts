import { type Node, parsePattern } from './patternSyntax.ts';
import { merged, type Span } from './span.ts';

/** A choice: three times what the longest formats of services have. */
const maxStates = 400;

/** A step of a match: a character, a way to one of two further states, a condition, or the end. */
type State =
  | { kind: 'character'; pattern: RegExp; ascii: Uint8Array; next: number }
  | { kind: 'split'; next: number; other: number }
  | { kind: 'assertion'; is: '^' | '$' | '\\b' | '\\B'; next: number }
  | { kind: 'end' };

/**
 * Matches a regular expression by following all of its ways at once (Thompson's construction): a text of n characters
 * takes n times the number of states at most, where JavaScript's own, which tries one way after the other, may take 2ⁿ.
 */
export class Automaton {
  readonly #states: State[] = [];
  readonly #start: number;

  /** @throws SyntaxError if the source is no pattern that this can match, or too large a one */
  constructor(source: string) {
    const end = this.#add({ kind: 'end' });
    this.#start = this.#compile(parsePattern(source), end);
  }

  get size(): number {
    return this.#states.length;
  }

  /** The longest matches in a text, from left to right; those that overlap are one. */
  spansIn(text: string): Span[] {
    const found: Span[] = [];
    const seen = new Int32Array(this.#states.length).fill(-1);
    let threads: { state: number; start: number }[] = [];
    for (let at = 0; at <= text.length; at++) {
      // The earliest match comes first: of those in one state, only that one goes on.
      const next: typeof threads = [];
      for (const { state, start } of [...threads, { state: this.#start, start: at }]) {
        this.#follow(state, start, text, at, seen, next, found);
      }
      threads = [];
      if (at === text.length) break;
      const code = text.charCodeAt(at);
      for (const { state, start } of next) {
        const one = this.#states[state]!;
        if (one.kind !== 'character') continue;
        if (code < 128 ? one.ascii[code] === 1 : one.pattern.test(text[at]!)) threads.push({ state: one.next, start });
      }
    }
    return merged(found);
  }

  /** Adds the states that are reached without a further character. */
  #follow(
    from: number,
    start: number,
    text: string,
    at: number,
    seen: Int32Array,
    next: { state: number; start: number }[],
    found: Span[],
  ): void {
    const open = [from];
    while (open.length > 0) {
      const state = open.pop()!;
      if (seen[state] === at) continue;
      seen[state] = at;
      const one = this.#states[state]!;
      if (one.kind === 'character') next.push({ state, start });
      else if (one.kind === 'split') open.push(one.other, one.next);
      else if (one.kind === 'assertion') {
        if (holds(one.is, text, at)) open.push(one.next);
      } else if (at > start) found.push({ start, end: at });
    }
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

function holds(is: '^' | '$' | '\\b' | '\\B', text: string, at: number): boolean {
  if (is === '^') return at === 0;
  if (is === '$') return at === text.length;
  const isEdge = /\w/.test(text[at - 1] ?? '') !== /\w/.test(text[at] ?? '');
  return is === '\\b' ? isEdge : !isEdge;
}
