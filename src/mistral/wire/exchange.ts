import type { Clock } from '../../base/clock.ts';
import { connectionError, timeoutError } from '../errors/connectionError.ts';
import { BodyError, type TimeoutPhase } from '../errors/errors.ts';
import { message } from '../../base/message.ts';

/** How long a response that has said all may take to end by itself, in milliseconds. */
const drainMs = 1000;
/** The most of a body, whatever it is made of: comments and empty events are endless otherwise. Far beyond any answer's. */
export const maxBodyBytes = 32 * 1024 * 1024;
/** A timer beyond this fires at once. */
const maxTimerMs = 2 ** 31 - 1;

/**
 * One HTTP request and its response. The socket ends with the caller's signal, a passed limit, or `close`; whichever
 * way it ends, no timer runs on and no listener stays on the signals of caller and client.
 */
export class Exchange {
  readonly #url: URL;
  readonly #clock: Clock;
  readonly #controller = new AbortController();
  readonly #signal: AbortSignal | undefined;
  readonly #clientSignal: AbortSignal | undefined;
  readonly #onAbort = ({ target }: Event): void => {
    this.unlimit();
    this.#controller.abort((target as AbortSignal).reason);
  };
  #timer: unknown;
  /** When all of the body has to be there, by the clock. */
  #end = { at: Infinity, totalMs: Infinity };
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #bytes = 0;

  /**
   * @param signal the caller's, who has nothing more to say once the response is read
   * @param clientSignal holds until the socket is free
   * @throws the reason of a signal that is aborted already.
   */
  constructor(url: URL, clock: Clock, signal?: AbortSignal, clientSignal?: AbortSignal) {
    signal?.throwIfAborted();
    clientSignal?.throwIfAborted();
    this.#url = url;
    this.#clock = clock;
    this.#signal = signal;
    this.#clientSignal = clientSignal;
    signal?.addEventListener('abort', this.#onAbort, { once: true });
    clientSignal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  /**
   * Sends the request and waits for the response's headers.
   * @throws ConnectionError, TimeoutError, or the reason of the caller's abort.
   */
  async open(send: typeof fetch, init: RequestInit): Promise<Response> {
    const { signal } = this.#controller;
    try {
      const response = await this.#orAborted(send(this.#url.href, { ...init, signal }));
      this.#reader = response.body?.getReader();
      return response;
    } catch (error) {
      throw signal.aborted ? error : connectionError(error, this.#url);
    }
  }

  /**
   * The next bytes of the body; undefined at its end.
   * @throws ConnectionError, TimeoutError, BodyError beyond the bound, or the reason of the caller's abort.
   */
  async read(): Promise<Uint8Array | undefined> {
    if (!this.#reader) return undefined;
    const bytes = await this.#next(this.#reader);
    this.#bytes += bytes?.length ?? 0;
    if (this.#bytes > maxBodyBytes) throw tooLarge(this.#url.host, maxBodyBytes);
    return bytes;
  }

  async #next(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | undefined> {
    try {
      return (await this.#orAborted(reader.read())).value;
    } catch (error) {
      throw this.#controller.signal.aborted ? error : connectionError(error, this.#url);
    }
  }

  /** From now on the whole body may take so long: no limit set later goes beyond it. */
  limitTotal(totalMs: number): void {
    this.#end = { at: this.#clock.now() + totalMs, totalMs };
  }

  /** From now on, ends the exchange with a TimeoutError after this time; replaces an earlier limit. */
  limit(phase: TimeoutPhase, milliseconds: number): void {
    this.unlimit();
    const { at, totalMs } = this.#end;
    const left = Math.max(0, at - this.#clock.now());
    if (left < milliseconds) this.#abortAfter('total', left, totalMs);
    else if (milliseconds <= maxTimerMs) this.#abortAfter(phase, milliseconds, milliseconds);
  }

  /** @param waitedMs what the user is told */
  #abortAfter(phase: TimeoutPhase, milliseconds: number, waitedMs: number): void {
    this.#timer = this.#clock.setTimeout(() => {
      this.#controller.abort(timeoutError(phase, waitedMs, this.#url.host));
    }, milliseconds);
  }

  unlimit(): void {
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Ends the socket, if the response has not ended yet. */
  close(): void {
    this.#detach();
    this.#controller.abort();
    this.#reader?.cancel().catch(() => undefined); // for a fetch that heeds no signal
  }

  /** Lets the response end by itself, so that its connection serves the next request too. */
  release(): void {
    this.#signal?.removeEventListener('abort', this.#onAbort);
    this.limit('idle', drainMs);
    void this.#drain();
  }

  async #drain(): Promise<void> {
    try {
      while (await this.read());
      this.#detach();
    } catch {
      this.close();
    }
  }

  #detach(): void {
    this.unlimit();
    this.#signal?.removeEventListener('abort', this.#onAbort);
    this.#clientSignal?.removeEventListener('abort', this.#onAbort);
  }

  /** Not left to fetch alone: VS Code and tests put their own in its place. */
  #orAborted<T>(work: Promise<T>): Promise<T> {
    const { signal } = this.#controller;
    return new Promise((resolve, reject) => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a signal's reason is the caller's
      const onAbort = (): void => reject(signal.reason);
      if (signal.aborted) onAbort();
      signal.addEventListener('abort', onAbort, { once: true });
      void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
    });
  }
}

/** @param bytes the bound that was passed, or as many characters */
export function tooLarge(host: string, bytes: number): BodyError {
  return new BodyError(
    message('{0} sent more than {1} MB. Lower max_tokens, or check the endpoint.', host, bytes / 1024 / 1024),
  );
}
