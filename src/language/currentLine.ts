import { columnsOf, spaceEnd } from './lines.ts';

/** Maximum number of characters of a line in which the dashes of a YAML entry are searched. A choice. */
const maxDashes = 200;

/** The line of a text that a scanner reads. */
export class CurrentLine {
  /** Columns of its indentation; after a closer, of the opener's line. */
  indent = 0;
  /** Offset at which it begins in the text; -1 if it began before the text. */
  start = -1;
  /** Its first character after the indentation; empty if it is blank. */
  head = '';
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  begin(start: number): void {
    const end = spaceEnd(this.#text, start);
    const head = this.#text.charAt(end);
    this.start = start;
    this.indent = columnsOf(this.#text, start, end);
    this.head = head === '\n' ? '' : head;
  }

  /** Whether only white space comes before a position. */
  isBlankTo(at: number): boolean {
    return this.start >= 0 && this.#text.slice(this.start, at).trim() === '';
  }

  /** The column of a YAML entry's key, after the dashes. */
  get keyColumn(): number {
    const start = Math.max(0, this.start);
    return /^ *(?:- +)*/.exec(this.#text.slice(start, start + maxDashes))![0].length;
  }
}
