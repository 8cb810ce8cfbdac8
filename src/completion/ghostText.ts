import type { Clock } from '../base/clock.ts';
import type { CursorContext } from './cursorContext.ts';
import type { EngineEvent } from './events.ts';
import { positionKey } from './positionKey.ts';
import type { CompletionRequest } from './requests/completionRequest.ts';

/** Minimum time in view that counts as shown, in milliseconds. A choice: no one reads a text that goes sooner. */
const minInViewMs = 750;

/** Minimum number of characters of an accepted part. No key inserts as much, white space apart. */
const minPartLength = 2;

/** A suggestion in view. It stays the same suggestion while the user types along with it. */
interface InView {
  number: number;
  request: CompletionRequest;
  /** The part that is not typed yet. */
  text: string;
  isCounted: boolean;
  timer: unknown;
}

/**
 * The ghost text that VS Code was given last. The stable API reports neither when VS Code shows or hides a text nor that
 * a part of it is accepted (1.139.1), so edits and moves of the cursor show it. A suggestion counts as shown after 750 ms
 * without a key that contradicts it, a move or another suggestion, or once any of it is accepted.
 */
export class GhostText {
  readonly #clock: Clock;
  readonly #emit: (event: EngineEvent) => void;
  /** Number of suggestions so far. */
  #count = 0;
  #inView: InView | null = null;
  /** The suggestion that the latest edit ended. VS Code reports an accept after its edit. */
  #ended: InView | null = null;
  /** The text given last, with its position. It outlives the view. */
  #given = { key: '', text: '' };

  constructor(clock: Clock, emit: (event: EngineEvent) => void) {
    this.#clock = clock;
    this.#emit = emit;
  }

  /** The request whose text is in view; null for none. */
  get request(): CompletionRequest | null {
    return this.#inView?.request ?? null;
  }

  /** Length of the text in view. */
  get length(): number {
    return this.#inView?.text.length ?? 0;
  }

  /** VS Code is given a text of a request for a position. */
  show(request: CompletionRequest, context: CursorContext, text: string): void {
    this.#given = { key: positionKey(context), text };
    if (this.#inView?.request === request) {
      this.#inView.text = text;
      return;
    }
    this.hide();
    const shown: InView = { number: ++this.#count, request, text, isCounted: false, timer: undefined };
    shown.timer = this.#clock.setTimeout(() => this.#countAsShown(shown), minInViewMs);
    this.#inView = shown;
  }

  /** No text is in view any more. */
  hide(): void {
    if (this.#inView) this.#clock.clearTimeout(this.#inView.timer);
    this.#inView = null;
  }

  /**
   * The document was edited at the cursor.
   * @param inserted text that the edit inserted before the cursor; '' for any other edit
   * @param isAgreeing whether the text in view goes on from there
   */
  onEdit(context: CursorContext, inserted: string, isAgreeing: boolean): void {
    this.#acceptPart(context, inserted);
    this.#ended = null;
    const shown = this.#inView;
    if (shown === null) return;
    if (shown.text.startsWith(inserted)) shown.text = shown.text.slice(inserted.length);
    if (isAgreeing && shown.text !== '') return;
    this.hide();
    this.#ended = shown;
  }

  /** The user has accepted all that was left of a suggestion. */
  onAccept(characters: number): void {
    const shown = this.#ended ?? this.#inView;
    if (shown === this.#inView) this.hide();
    this.#ended = null;
    this.#emit({ type: 'accepted', suggestion: this.#countAsShown(shown), characters, partial: false });
  }

  /** Whether the text before the cursor is the text given last, accepted or typed. */
  isWholeAt(context: CursorContext): boolean {
    const { text } = this.#given;
    return text !== '' && context.prefix.endsWith(text) && this.#isGivenBefore(context, text);
  }

  /** Whether the text before the cursor is the text given last, accepted as a whole. */
  isAcceptedAt(context: CursorContext): boolean {
    return this.#given.text.length >= minPartLength && this.isWholeAt(context);
  }

  /** Recognizes an insertion that accepts the next word or line. */
  #acceptPart(context: CursorContext, inserted: string): void {
    const { text } = this.#given;
    const isPart = inserted.length < text.length && text.startsWith(inserted);
    if (inserted.length < minPartLength || inserted.trim() === '' || !isPart) return;
    if (!this.#isGivenBefore(context, inserted)) return;
    this.#given = { key: positionKey(context), text: text.slice(inserted.length) };
    const suggestion = this.#countAsShown(this.#inView);
    this.#emit({ type: 'accepted', suggestion, characters: inserted.length, partial: true });
  }

  /** Whether the text was given for the position before `inserted`. */
  #isGivenBefore(context: CursorContext, inserted: string): boolean {
    return this.#given.key === positionKey({ ...context, prefix: context.prefix.slice(0, -inserted.length) });
  }

  /** @returns the suggestion's number; null for none */
  #countAsShown(shown: InView | null): number | null {
    if (shown === null) return null;
    if (!shown.isCounted) {
      shown.isCounted = true;
      const { number: suggestion, request } = shown;
      const { model, host, language } = request;
      this.#emit({ type: 'shown', suggestion, model, host, language });
    }
    return shown.number;
  }
}
