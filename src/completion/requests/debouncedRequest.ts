import type { Clock } from '../../base/clock.ts';
import type { CursorContext } from '../cursorContext.ts';
import type { CompletionRequest } from './completionRequest.ts';
import { positionKey } from '../positionKey.ts';
import { wait } from '../../base/wait.ts';

/** A request that will be sent unless another key comes first. */
export class DebouncedRequest {
  readonly uri: string;
  readonly place: string;
  readonly #abort = new AbortController();
  readonly #sent: Promise<CompletionRequest | null | undefined>;
  #isSent = false;
  #calls = 0;

  /**
   * @param milliseconds how long the keys have to rest
   * @param send sends it then; null where nobody wants one
   */
  constructor(context: CursorContext, milliseconds: number, clock: Clock, send: () => CompletionRequest | null) {
    this.uri = context.uri;
    this.place = positionKey(context);
    const { signal } = this.#abort;
    this.#sent = wait(milliseconds, clock, signal).then(() => {
      if (signal.aborted) return undefined;
      this.#isSent = true;
      return send();
    });
  }

  /** Whether it still waits. */
  get isPending(): boolean {
    return !this.#isSent && !this.#abort.signal.aborted;
  }

  /** Ends the waiting: nothing is sent. */
  end(): void {
    this.#abort.abort();
  }

  /**
   * The request once it is sent, for one call by VS Code; undefined where it was ended before. Several calls may wait for
   * it, from two views of a document say: it ends with the last of them.
   */
  sentFor(signal: AbortSignal): Promise<CompletionRequest | null | undefined> {
    this.#calls++;
    signal.addEventListener('abort', () => {
      if (--this.#calls === 0) this.end();
    });
    return this.#sent;
  }
}
