import type { Clock } from '../base/clock.ts';
import type { EngineEvent } from './events.ts';
import type { CompletionRequest } from './requests/completionRequest.ts';

/** What stood in view for less was not looked at. In milliseconds. */
const inViewMs = 750;

/** A suggestion in view: one however often it is handed out to a user who types along with it. */
interface InView {
  number: number;
  request: CompletionRequest;
  /** What is left of it. */
  text: string;
  isCounted: boolean;
  timer: unknown;
}

/**
 * Which suggestion stands in view, as far as that can be known: VS Code's stable API tells neither when it shows a text
 * nor when it takes it away (1.139.1). A suggestion counts as shown once 750 ms have passed since it was handed out
 * without a key that contradicts it, a move of the cursor or another suggestion; at once, if it is accepted.
 */
export class Shown {
  readonly #clock: Clock;
  readonly #emit: (event: EngineEvent) => void;
  #last = 0;
  #current: InView | null = null;
  /** The one that the latest edit ended: VS Code tells of an accept after the edit that it made. */
  #ended: InView | null = null;

  constructor(clock: Clock, emit: (event: EngineEvent) => void) {
    this.#clock = clock;
    this.#emit = emit;
  }

  /** The request whose text stands in view; null where none does. */
  get request(): CompletionRequest | null {
    return this.#current?.request ?? null;
  }

  /** What is left of that text; '' where none is in view. */
  get text(): string {
    return this.#current?.text ?? '';
  }

  /** Hears what was handed out; null takes away what stood in view. */
  answered(request: CompletionRequest, text: string | null): void {
    if (text === null) {
      this.gone();
    } else if (this.#current?.request === request) {
      this.#current.text = text;
    } else {
      this.gone();
      const current: InView = { number: ++this.#last, request, text, isCounted: false, timer: undefined };
      current.timer = this.#clock.setTimeout(() => this.#count(current), inViewMs);
      this.#current = current;
    }
  }

  /**
   * Hears an edit.
   * @param agrees whether it agrees with the suggestion in view
   * @param inserted what it put before the cursor
   */
  edited(agrees: boolean, inserted: string): void {
    this.#ended = null;
    const current = this.#current;
    if (current === null) return;
    if (current.text.startsWith(inserted)) current.text = current.text.slice(inserted.length);
    if (agrees && current.text !== '') return;
    this.gone();
    this.#ended = current;
  }

  /** Nothing is in view any more. */
  gone(): void {
    if (this.#current) this.#clock.clearTimeout(this.#current.timer);
    this.#current = null;
  }

  /** A part of the suggestion in view was accepted. @returns its number; null where none is known */
  takenInPart(): number | null {
    return this.#count(this.#current);
  }

  /** All that was left of a suggestion was accepted. @returns its number; null where none is known */
  takenWhole(): number | null {
    const taken = this.#ended ?? this.#current;
    if (taken === this.#current) this.gone();
    this.#ended = null;
    return this.#count(taken);
  }

  #count(one: InView | null): number | null {
    if (one === null) return null;
    if (!one.isCounted) {
      one.isCounted = true;
      const { number: suggestion, request } = one;
      this.#emit({ type: 'shown', suggestion, model: request.model, language: request.language });
    }
    return one.number;
  }
}
