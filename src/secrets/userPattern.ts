import { Automaton } from './automaton.ts';
import type { Span } from './span.ts';

/** Lines whose spans are kept. A choice: those around a cursor, several times. */
const maxLines = 2_000;

/** A pattern of the setting `infill.mask`. It takes linear time on any text, whoever has written it. */
export class UserPattern {
  readonly source: string;
  readonly #automaton: Automaton;
  /** The spans by line: most lines around a cursor are the same at the next request. */
  #known = new Map<string, readonly Span[]>();

  /** @throws SyntaxError if it is no regular expression, or has what takes more than linear time */
  constructor(source: string) {
    this.source = source;
    this.#automaton = new Automaton(source);
  }

  /** Number of its states: the time that it takes grows with them. */
  get size(): number {
    return this.#automaton.size;
  }

  /** What it matches in a text, from left to right; nothing beyond a line end. */
  spansIn(text: string): Span[] {
    const found: Span[] = [];
    let lineStart = 0;
    for (const line of text.split('\n')) {
      for (const { start, end } of this.#spansOf(line)) found.push({ start: lineStart + start, end: lineStart + end });
      lineStart += line.length + 1;
    }
    return found;
  }

  #spansOf(line: string): readonly Span[] {
    const known = this.#known.get(line);
    if (known) return known;
    const spans = this.#automaton.spansIn(line);
    if (this.#known.size >= maxLines) this.#known = new Map();
    this.#known.set(line, spans);
    return spans;
  }
}
