import type { Clock } from '../../base/clock.ts';
import { wait } from '../../base/wait.ts';
import type { CursorContext } from '../cursorContext.ts';
import { positionKey } from '../positionKey.ts';
import type { CacheMatch } from './completionCache.ts';

/** A request that is sent after a wait, unless it is cancelled before. */
export class DebouncedRequest {
  readonly uri: string;
  /** Key of its position. */
  readonly key: string;
  readonly #abort = new AbortController();
  readonly #sent: Promise<CacheMatch | null | undefined>;
  #isSent = false;
  /** Number of calls that wait for it. */
  #calls = 0;

  /**
   * @param send sends the request, or returns the match of one that serves its position by then; null for none
   * @param spacingLeft milliseconds that it has to wait after that, for the host's rate limits
   */
  constructor(
    context: CursorContext,
    milliseconds: number,
    clock: Clock,
    send: () => CacheMatch | null,
    spacingLeft: () => number,
  ) {
    this.uri = context.uri;
    this.key = positionKey(context);
    const { signal } = this.#abort;
    this.#sent = wait(milliseconds, clock, signal).then(async () => {
      // Another request may have left meanwhile.
      while (!signal.aborted && spacingLeft() > 0) await wait(spacingLeft(), clock, signal);
      if (signal.aborted) return undefined;
      this.#isSent = true;
      return send();
    });
  }

  /** Whether it still waits. */
  get isPending(): boolean {
    return !this.#isSent && !this.#abort.signal.aborted;
  }

  /** Cancels it: nothing is sent. */
  cancel(): void {
    this.#abort.abort();
  }

  /**
   * The request once it is sent, for one call of VS Code; undefined if it is cancelled. Several calls may wait for it,
   * for example from two views of a document. It is cancelled when the signals of all have aborted.
   */
  sentFor(signal: AbortSignal): Promise<CacheMatch | null | undefined> {
    this.#calls++;
    signal.addEventListener('abort', () => {
      if (--this.#calls === 0) this.cancel();
    });
    return this.#sent;
  }
}
