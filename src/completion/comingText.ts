import type { CursorContext } from './cursorContext.ts';
import { cleaned } from './clean.ts';
import { reachesSuffix } from './fit.ts';
import { loopStart } from './loops.ts';

/** A text so long is cleaned with each line and piece. Each time costs as much as all of it: a longer one has to grow by a share. */
const cleanedAtOnce = { characters: 1_000, share: 0.02 };

/** A text of the model while it comes: cleaned for its place, and told when nothing more is to be had from it. */
export class ComingText {
  readonly #context: CursorContext;
  readonly #most: number;
  #raw = '';
  #text = '';
  /** How much of the raw text was cleaned last. */
  #cleaned = 0;
  #hasNewLine = false;
  #hasReachedSuffix = false;
  #isRepeating = false;

  /** @param most the longest text that is of use, in characters */
  constructor(context: CursorContext, most: number) {
    this.#context = context;
    this.#most = most;
  }

  /** As the model said it, with one character too many at most. */
  get raw(): string {
    return this.#raw;
  }

  /** As far as it was cleaned. */
  get text(): string {
    return this.#text;
  }

  /** Whether it has come to the text below. */
  get hasReachedSuffix(): boolean {
    return this.#hasReachedSuffix;
  }

  /** Whether it goes round in circles. */
  get isRepeating(): boolean {
    return this.#isRepeating;
  }

  /** Whether it is longer than is of use, and was not at its end before. */
  get isCut(): boolean {
    return this.#raw.length > this.#most && !this.#hasReachedSuffix && !this.#isRepeating;
  }

  /** Whether nothing more is to be had from it. */
  get isOver(): boolean {
    return this.#hasReachedSuffix || this.#isRepeating || this.isCut;
  }

  /**
   * Takes what has come, a line at a time, so that it is over at the same line in whatever pieces it comes. Yields after
   * each step of work, which takes as long as cleaning all of the text once.
   */
  *take(text: string): Generator<undefined, void, undefined> {
    for (const [part] of text.replaceAll('\r', '').matchAll(/[^\n]*\n|[^\n]+/g)) {
      this.#raw = (this.#raw + part).slice(0, this.#most + 1);
      this.#hasNewLine ||= part.endsWith('\n');
      const { length } = this.#raw;
      const isLong = length > cleanedAtOnce.characters && length <= this.#most;
      if (isLong && length < this.#cleaned * (1 + cleanedAtOnce.share)) continue;
      this.clean();
      // Only whole lines tell.
      if (this.#hasNewLine) this.#hasReachedSuffix = reachesSuffix(this.#text, this.#context);
      this.#hasNewLine = false;
      this.#isRepeating = loopStart(this.#raw) !== null;
      yield;
      if (this.isOver) return;
    }
  }

  /** Cleans all that has come. */
  clean(): void {
    if (this.#cleaned === this.#raw.length) return;
    this.#cleaned = this.#raw.length;
    this.#text = cleaned(this.#raw, this.#context);
  }
}
