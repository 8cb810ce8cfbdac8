import type { CursorContext } from '../cursorContext.ts';
import { cleaned } from '../fit/clean.ts';
import { reachesSuffix } from '../fit/fit.ts';
import { loopStart } from '../fit/loops.ts';
import type { MaskedSecrets } from '../../secrets/mask.ts';

/**
 * Up to `characters`, a text is cleaned after each line. A cleaning reads all text, so a longer one first grows by `share`.
 * Both are choices.
 */
const cleanedAtOnce = { characters: 1_000, share: 0.02 };

/** A text of the model while it arrives: cleaned for its position, and over once more text is of no use. */
export class StreamedText {
  readonly #context: CursorContext;
  readonly #max: number;
  readonly #secrets: MaskedSecrets | null;
  /** As received, with masks. */
  #received = '';
  #raw = '';
  #text = '';
  /** Number of characters of the raw text at the last cleaning. */
  #cleaned = 0;
  #hasNewLine = false;
  #hasReachedSuffix = false;
  #isRepeating = false;

  /**
   * @param max maximum useful length of the text, in characters
   * @param secrets those that the request has masks for
   */
  constructor(context: CursorContext, max: number, secrets: MaskedSecrets | null = null) {
    this.#context = context;
    this.#max = max;
    this.#secrets = secrets;
  }

  /** The model's text without carriage returns and masks, at most one character too long. */
  get raw(): string {
    return this.#raw;
  }

  /** The cleaned text, as of the last cleaning. */
  get text(): string {
    return this.#text;
  }

  /** Whether it has reached the text after the cursor. */
  get hasReachedSuffix(): boolean {
    return this.#hasReachedSuffix;
  }

  /** Whether it repeats itself in a loop. */
  get isRepeating(): boolean {
    return this.#isRepeating;
  }

  /** Whether it exceeds its maximum length, and was not over before. */
  get isCut(): boolean {
    return this.#raw.length > this.#max && !this.#hasReachedSuffix && !this.#isRepeating;
  }

  /** Whether more text is of no use. */
  get isOver(): boolean {
    return this.#hasReachedSuffix || this.#isRepeating || this.isCut;
  }

  /**
   * Takes received text a line at a time, so that the chunks in which it arrives do not change the line at which it is
   * over. Yields after each step of work, which takes as long as cleaning all of the text once.
   */
  *take(text: string): Generator<undefined, void, undefined> {
    for (const [part] of text.replaceAll('\r', '').matchAll(/[^\n]*\n|[^\n]+/g)) {
      this.#receive(part, false);
      this.#hasNewLine ||= part.endsWith('\n');
      const { length } = this.#raw;
      const isLong = length > cleanedAtOnce.characters && length <= this.#max;
      if (isLong && length < this.#cleaned * (1 + cleanedAtOnce.share)) continue;
      this.clean();
      // Only whole lines are compared with the suffix.
      if (this.#hasNewLine) this.#hasReachedSuffix = reachesSuffix(this.#text, this.#context);
      this.#hasNewLine = false;
      this.#isRepeating = loopStart(this.#raw) !== null;
      yield;
      if (this.isOver) return;
    }
  }

  /** Takes the end of the text, and cleans all of it. */
  end(): void {
    this.#receive('', true);
    this.clean();
  }

  /** Cleans all text received. */
  clean(): void {
    if (this.#cleaned === this.#raw.length) return;
    this.#cleaned = this.#raw.length;
    this.#text = cleaned(this.#raw, this.#context);
  }

  #receive(part: string, isWhole: boolean): void {
    this.#received += part;
    const text = this.#secrets?.unmask(this.#received, isWhole) ?? this.#received;
    this.#raw = text.slice(0, this.#max + 1);
  }
}
