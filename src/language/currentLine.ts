import { columnsOf, spaceEnd } from './lines.ts';

/** Dashes of a YAML entry are looked for in so many characters. A choice. */
const maxDashes = 200;

/** The line of a text that a scanner reads. */
export class CurrentLine {
  /** Columns of its indentation; behind a closer, of the line that opened what it closes. */
  indent = 0;
  /** Where it begins in the text; -1 if it began before the text. */
  start = -1;
  /** Its first character behind the indentation; empty if it is blank. */
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

  /** The column of a YAML entry's key, behind the dashes. */
  get keyColumn(): number {
    const start = Math.max(0, this.start);
    return /^ *(?:- +)*/.exec(this.#text.slice(start, start + maxDashes))![0].length;
  }
}
