import { replaced, type Span } from './span.ts';

/** A mask as long as its secret, with the secret's number if there is room: `***2****`. Otherwise, a row of asterisks. */
function maskOf(length: number, number: number): string {
  const marked = `***${number}*`;
  return marked.length > length ? '*'.repeat(length) : marked.padEnd(length, '*');
}

/** A mask that a model has repeated: one with a number, however many characters of it, or what may be a row. */
const mask = /\*{3}(\d{1,4})\*+|(?<!\*)\*{3,}(?!\*|\d{1,4}\*)/g;
/** A mask that has come in part. */
const partOfMask = /(?<!\*)\*+(?:\d{1,4})?$/;
/** A choice: one or two asterisks are mostly code. */
const minRow = 3;

/** The secrets that are masked in a text, which puts them back into the model's answer. */
export class MaskedSecrets {
  readonly #secrets: string[] = [];
  /** Lengths of the masks without a number: code has rows of asterisks of other lengths. */
  readonly #rows = new Set<number>();

  get count(): number {
    return this.#secrets.length;
  }

  /** The text with a mask of the same length in place of each span. */
  mask(text: string, spans: readonly Span[]): string {
    const masks = spans.map(({ start, end }) => maskOf(end - start, this.#secrets.push(text.slice(start, end))));
    for (const { length } of masks.filter((one) => /^\*+$/.test(one))) if (length >= minRow) this.#rows.add(length);
    return replaced(text, spans, (index) => masks[index]!);
  }

  /**
   * The model's answer with the secrets that the document has in place of their masks. It ends before the line with a mask
   * of no known secret: a mask is never text to insert.
   * @param isWhole whether no more of the answer comes; otherwise, what may become a mask is left out at its end
   */
  unmask(answer: string, isWhole: boolean): string {
    if (this.#secrets.length === 0) return answer;
    const isUnknown = ({ 0: { length }, 1: number, index }: RegExpExecArray) =>
      number === undefined
        ? this.#rows.has(length) && (isWhole || index + length < answer.length)
        : this.#secretOf(number) === undefined;
    const unknown = [...answer.matchAll(mask)].find(isUnknown);
    const known = unknown ? answer.slice(0, answer.lastIndexOf('\n', unknown.index) + 1) : answer;
    const text = known.replace(mask, (whole, number?: string) => this.#secretOf(number) ?? whole);
    return isWhole ? text : text.replace(partOfMask, '');
  }

  #secretOf(number: string | undefined): string | undefined {
    return this.#secrets[Number(number) - 1];
  }
}
