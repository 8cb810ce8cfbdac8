import type { Clock } from '../../base/clock.ts';
import type { CursorContext } from '../cursorContext.ts';
import { positionKey } from '../positionKey.ts';
import type { CacheMatch } from './completionCache.ts';
import { DebouncedRequest } from './debouncedRequest.ts';
import { TypingRhythm } from './typingRhythm.ts';

/** Decides when a request is sent: after a wait that depends on the user's typing. At most one request waits. */
export class RequestScheduler {
  readonly #clock: Clock;
  readonly #rhythm = new TypingRhythm();
  #waiting: DebouncedRequest | null = null;
  /** The last key. */
  #key: { context: CursorContext; at: number } | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The user has hit a key. @param isMatched whether a request already has text for the position */
  onKey(isMatched: boolean, context: CursorContext): void {
    const at = this.#clock.now();
    this.#key = { context, at };
    this.#rhythm.onKey(at, isMatched, context);
  }

  /** The request that waits to be sent for a position; null for none. */
  waitingAt(context: CursorContext): DebouncedRequest | null {
    const waiting = this.#waiting;
    return waiting?.isPending && waiting.key === positionKey(context) ? waiting : null;
  }

  /**
   * Sends a request for a position after a wait, in place of the one that waits.
   * @param debounce the wait after the key in milliseconds; `auto` for the typing rhythm's
   * @param spacingLeft see `DebouncedRequest`
   */
  schedule(
    context: CursorContext,
    debounce: number | 'auto',
    send: () => CacheMatch | null,
    spacingLeft: () => number,
  ): DebouncedRequest {
    this.#waiting?.cancel();
    const wait = debounce === 'auto' ? this.#rhythm.wait : debounce;
    const left = wait - this.#sinceKey(context);
    this.#waiting = new DebouncedRequest(context, left, this.#clock, send, spacingLeft);
    return this.#waiting;
  }

  /** Milliseconds since the key that led to a position; 0 if none did. */
  #sinceKey({ uri, prefix, suffix }: CursorContext): number {
    const key = this.#key;
    const isHere = key?.context.uri === uri && key.context.prefix === prefix && key.context.suffix === suffix;
    return isHere ? this.#clock.now() - key.at : 0;
  }

  /** Cancels the request that waits, in one document or in any. */
  cancel(uri?: string): void {
    if (uri === undefined || this.#waiting?.uri === uri) this.#waiting?.cancel();
  }
}
