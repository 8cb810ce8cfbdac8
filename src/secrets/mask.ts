import { replaced, type Span } from './span.ts';

/** A mask as long as its secret, with the secret's number if there is room: `***2****`. Otherwise, a row of asterisks. */
function maskOf(length: number, number: number): string {
  const marked = `***${number}*`;
  return marked.length > length ? '*'.repeat(length) : marked.padEnd(length, '*');
}

/** What may be a mask in an answer: asterisks around a number, which the answer's end may cut, or a row of asterisks. */
const maybeMask = /(?<!\*)(?:\*{3}(\d{1,4})(?:\*+|$)|\*{3,})/g;
/** The end of an answer that may become a mask. */
const partOfMask = /(?<!\*)\*+(?:\d{1,4}\**)?$/;
/** The end of a text before a value. */
const value = /(?:^|["'`=:])[ \t]?$/;
/** Markdown's bold and italic number. */
const boldItalic = /^\*{3}\d+\*{3}$/;

/** The secrets that are masked in a text, which puts them back into the model's answer. */
export class MaskedSecrets {
  /** By their masks with numbers. */
  readonly #secrets = new Map<string, string>();
  /** Of the masks without a number. */
  readonly #rows = new Set<number>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** The text with a mask of the same length in place of each span. */
  mask(text: string, spans: readonly Span[]): string {
    return replaced(text, spans, (index) => {
      const secret = text.slice(spans[index]!.start, spans[index]!.end);
      const mask = maskOf(secret.length, ++this.#count);
      if (/\d/.test(mask)) this.#secrets.set(mask, secret);
      else this.#rows.add(mask.length);
      return mask;
    });
  }

  /**
   * The model's answer with the secrets that the document has in place of their masks. It ends before the line with what
   * may be another mask, such as one of another length: a mask is never text to insert.
   * @param isWhole whether no more of the answer comes; otherwise, what may become a mask is left out at its end
   */
  unmask(answer: string, isWhole: boolean): string {
    if (this.#count === 0) return answer;
    const text = isWhole ? answer : answer.replace(partOfMask, '');
    const unknown = [...text.matchAll(maybeMask)].find((match) => this.#isUnknown(match));
    const known = unknown ? text.slice(0, text.lastIndexOf('\n', unknown.index) + 1) : text;
    return known.replace(maybeMask, (mask) => this.#secrets.get(mask) ?? mask);
  }

  #isUnknown({ 0: text, 1: number, index, input }: RegExpExecArray): boolean {
    if (this.#secrets.has(text)) return false;
    const masks = [...this.#secrets.keys()];
    if (number !== undefined) {
      const isCut = index + text.length === input.length && masks.some((mask) => mask.startsWith(text));
      return isCut || (text.endsWith('*') && !boldItalic.test(text));
    }
    if (this.#rows.has(text.length)) return true;
    // Rows of other lengths are code, and so are rulers, which are no values.
    return value.test(input.slice(0, index)) && masks.some(({ length }) => length === text.length);
  }
}
