import { isBlank } from './lines.ts';
import { beginning, type Open, type State } from './openStack.ts';
import { Scanner } from './scanner.ts';

/** One line of a text as code. */
export interface CodeLine {
  /** The line without comments and strings. Spaces replace them, so that names stay separate. */
  code: string;
  /** Number of brackets that are open at its beginning. */
  depth: number;
  /** It begins within a comment or a string that an earlier line opened. */
  isInside: boolean;
  /** It is blank, or a comment and nothing else. */
  isComment: boolean;
  /** It is only a string, in the position of a statement: Python's documentation. */
  isDocumentation: boolean;
}

/** Reads a text line by line: its code and its depth in brackets. */
export class LineReader {
  readonly #scanner: Scanner;
  #code = '';
  /** Whether the line's code so far is blank. */
  #isBlank = true;
  #text = '';
  /** Offset at which the line begins in all text read. */
  #offset: number;
  /** Offset in the line from which it has the current kind. */
  #from = 0;
  #kind: Kind = 'code';
  /** Kinds of text that the line has. */
  #kinds = new Set<Kind>();

  /** @param state at the beginning of the first line */
  constructor(state: State) {
    this.#scanner = new Scanner(state, { changed: (top, next) => this.#change(top, next) });
    this.#offset = state.offset;
    this.#kind = this.#kindOf(state.top);
  }

  /** Whether a comment or a string continues past the line's end. */
  get isOpen(): boolean {
    return this.#kind !== 'code';
  }

  /** Reads the next line. */
  line(text: string): CodeLine {
    const isInside = this.isOpen;
    const depth = this.#scanner.top.brackets;
    this.#begin(text);
    this.#scanner.read(`${text}\n`);
    this.#keep(text.length);
    this.#offset += text.length + 1;
    const isText = this.#isBlank && !this.#kinds.has('string');
    const isDocumentation = isText && this.#kinds.has('documentation');
    return { code: this.#code, depth, isInside, isComment: isText && !isDocumentation, isDocumentation };
  }

  #begin(text: string): void {
    this.#code = '';
    this.#isBlank = true;
    this.#text = text;
    this.#from = 0;
    this.#kinds = new Set([this.#kind]);
  }

  #change(top: Open, next: number): void {
    const kind = this.#kindOf(top);
    // A string's or a comment's marks belong to it.
    const start = top.at - this.#offset;
    const opens = kind !== 'code' && top.kind !== 'bracket' && start >= this.#from;
    this.#keep(Math.min(opens ? start : next, this.#text.length));
    if (opens || kind === 'code') this.#code += ' ';
    this.#kind = kind;
    if (next <= this.#text.length) this.#kinds.add(kind);
  }

  #keep(end: number): void {
    if (this.#kind === 'code') {
      const code = this.#text.slice(this.#from, end);
      this.#code += code;
      this.#isBlank &&= isBlank(code);
    }
    this.#from = Math.max(this.#from, end);
  }

  #kindOf(top: Open): Kind {
    const { kind, mode, at, parent } = top;
    if (mode.kind !== 'code' && kind === 'bracket') return this.#kind;
    const start = at - this.#offset;
    if (mode.kind === 'comment') return 'comment';
    if (mode.kind !== 'string') return 'code';
    const isStatement =
      !mode.endsWithLine && this.#isBlank && isBlank(this.#text.slice(this.#from, Math.max(0, start)));
    return isStatement && start >= 0 && parent!.kind !== 'quoted' ? 'documentation' : 'string';
  }
}

type Kind = 'code' | 'string' | 'comment' | 'documentation';

/** The code of a text, without comments and strings. */
export function codeOf(text: string, language: string): string {
  const reader = new LineReader(beginning(language, text));
  return text
    .split('\n')
    .map((line) => reader.line(line).code)
    .join('\n');
}
