/** The candidates that a fill has brought, each with a text for every gap, and which of them is shown. */
export class Candidates {
  readonly #all: (readonly string[])[] = [];
  #at = 0;

  /** The one that is shown; null where there is none. */
  get current(): readonly string[] | null {
    return this.#all[this.#at] ?? null;
  }

  /** Which one is shown, counted from 1. */
  get number(): number {
    return this.#at + 1;
  }

  get count(): number {
    return this.#all.length;
  }

  /** Takes one in, and shows it. @returns false where it is there already */
  add(texts: readonly string[]): boolean {
    if (this.#all.some((known) => isSame(known, texts))) return false;
    this.#at = this.#all.push(texts) - 1;
    return true;
  }

  /** Whether one that is there already begins like this. */
  beginsLike(texts: readonly string[]): boolean {
    const last = texts.length - 1;
    return this.#all.some((known) => {
      return texts.every((text, index) => (index < last ? text === known[index] : known[index]?.startsWith(text)));
    });
  }

  /** Shows the next, or the one before. */
  cycle(step: 1 | -1): void {
    this.#at = (this.#at + step + this.count) % this.count;
  }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index]);
}
