import { Automaton, type Steps } from './automaton.ts';
import type { Span } from './span.ts';

/** Characters of the lines whose spans are kept. A choice: the texts of a request, several times. */
const maxKept = 500_000;
/** Steps of all patterns for a request. A choice: 2,000,000 take 0.02 to 0.06 s. */
const maxSteps = 2_000_000;

export const stepsForRequest = (): Steps => ({ left: maxSteps });

/** What a pattern matches in a text, from left to right. */
export interface Matches {
  found: Span[];
  /** Lines that it may match, for which there are too few steps. */
  unread: Span[];
}

/** A pattern of the setting `infill.mask`. It takes linear time on any text, whoever has written it. */
export class UserPattern {
  readonly source: string;
  readonly #automaton: Automaton;
  /** The spans by line, null if it is unread: most lines around a cursor are the same at the next request. */
  #known = new Map<string, readonly Span[] | null>();
  #kept = 0;

  /** @throws SyntaxError if it is no regular expression, or has what takes more than linear time */
  constructor(source: string) {
    this.source = source;
    this.#automaton = new Automaton(source);
  }

  /** Number of its states: the time that it takes grows with them. */
  get size(): number {
    return this.#automaton.size;
  }

  /** What it matches in a text; nothing beyond a line end. */
  matchesIn(text: string, steps: Steps): Matches {
    const found: Span[] = [];
    const unread: Span[] = [];
    let lineStart = 0;
    for (const line of text.split('\n')) {
      const end = lineStart + line.length;
      const spans = this.#spansOf(line, steps);
      if (spans === null) unread.push({ start: lineStart, end });
      else for (const one of spans) found.push({ start: lineStart + one.start, end: lineStart + one.end });
      lineStart = end + 1;
    }
    return { found, unread };
  }

  #spansOf(line: string, steps: Steps): readonly Span[] | null {
    const known = this.#known.get(line);
    if (known !== undefined) return known;
    const { left } = steps;
    const spans = this.#automaton.spansIn(line, steps);
    // The next request has steps for a line that is not too long alone.
    if (spans === null && left < maxSteps / 2) return null;
    this.#kept += line.length + 1;
    if (this.#kept > maxKept) {
      this.#known = new Map();
      this.#kept = line.length + 1;
    }
    this.#known.set(line, spans);
    return spans;
  }
}
