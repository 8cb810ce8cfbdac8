/** The candidates of a fill, each with one text per gap, and which of them is shown. */
export class Candidates {
  readonly #all: (readonly string[])[] = [];
  #at = 0;

  /** The candidate that is shown; null before the first. */
  get current(): readonly string[] | null {
    return this.#all[this.#at] ?? null;
  }

  /** The number of the candidate that is shown, from 1. */
  get number(): number {
    return this.#at + 1;
  }

  get count(): number {
    return this.#all.length;
  }

  /** Adds a candidate and shows it. @returns false where it is already known */
  add(texts: readonly string[]): boolean {
    if (this.#all.some((known) => isSame(known, texts))) return false;
    this.#at = this.#all.push(texts) - 1;
    return true;
  }

  /** Whether these texts are the beginning of a known candidate. */
  hasBeginning(texts: readonly string[]): boolean {
    const last = texts.length - 1;
    return this.#all.some((known) =>
      texts.every((text, index) => (index < last ? text === known[index] : known[index]?.startsWith(text))),
    );
  }

  /** Shows the next candidate, or the previous one. */
  cycle(step: 1 | -1): void {
    this.#at = (this.#at + step + this.count) % this.count;
  }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index]);
}
