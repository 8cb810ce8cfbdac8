import { replaced, type Span } from './span.ts';

/** A mask as long as its secret, with the secret's number if there is room: `***2****`. Longer ones have a number. */
function maskOf(length: number, number: number): string {
  const marked = `***${number}*`;
  return marked.length > length ? '*'.repeat(length) : marked.padEnd(length, '*');
}

/** A mask that a model has repeated, however many characters of it. */
const mask = /\*{3}(\d{1,4})\*+/g;
/** A mask that has come in part. */
const partOfMask = /\*{1,3}(?:\d{1,4})?$/;
/** A line with a mask that is no known one. */
const lineOfUnknown = /^.*\*{3}\d{1,4}\*.*$/m;

/** The secrets that are masked in a text, which puts them back into the model's answer. */
export class MaskedSecrets {
  readonly #secrets: string[] = [];

  get count(): number {
    return this.#secrets.length;
  }

  /** The text with a mask of the same length in place of each span. */
  mask(text: string, spans: readonly Span[]): string {
    const first = this.#secrets.length;
    for (const { start, end } of spans) this.#secrets.push(text.slice(start, end));
    return replaced(text, spans, (index) => maskOf(this.#secrets[first + index]!.length, first + index + 1));
  }

  /**
   * The model's answer with the secrets that the document has in place of their masks. It ends before the line with a mask
   * of no secret: a mask is never text to insert.
   * @param isWhole whether no more of the answer comes; otherwise, what may become a mask is left out at its end
   */
  unmask(answer: string, isWhole: boolean): string {
    if (this.#secrets.length === 0) return answer;
    const known = answer.replace(mask, (whole, number) => this.#secrets[Number(number) - 1] ?? whole);
    const unknown = lineOfUnknown.exec(known);
    const text = unknown ? known.slice(0, unknown.index) : known;
    return isWhole ? text : text.replace(partOfMask, '');
  }
}
