import type { Clock } from '../../base/clock.ts';
import { message } from '../../base/message.ts';
import { connectionError, timeoutError } from '../errors/connectionError.ts';
import { BodyError, type TimeoutPhase } from '../errors/errors.ts';

/** Maximum time in milliseconds for a complete response to end. A choice: a connection is worth no longer wait. */
const maxDrainMs = 1000;
/** Maximum number of bytes of a body, since comments could be endless. A choice: far beyond any completion. */
export const maxBodyBytes = 32 * 1024 * 1024;
/** Maximum delay of a timer (a signed 32-bit number in Node and browsers); beyond it, a timer fires at once. */
const maxTimerMs = 2 ** 31 - 1;

/**
 * One HTTP request and its response. The caller's signal, a time limit or `close` ends the socket. Afterwards no timer
 * runs and no listener remains on the signals of caller and client.
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
  /** Deadline for the whole body, in the clock's time. */
  #deadline = { at: Infinity, totalMs: Infinity };
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #bytes = 0;

  /**
   * @param signal the caller's; ignored once the response is complete
   * @param clientSignal heeded until the socket is free
   * @throws the reason of a signal that has been aborted
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
   * @throws ConnectionError, TimeoutError, or the reason of the caller's abort
   */
  async open(send: typeof fetch, init: RequestInit): Promise<Response> {
    const { signal } = this.#controller;
    const response = await this.#connected(() => send(this.#url.href, { ...init, signal }));
    this.#reader = response.body?.getReader();
    return response;
  }

  /**
   * The next bytes of the body; undefined at its end.
   * @throws ConnectionError, TimeoutError, BodyError beyond the maximum size, or the reason of the caller's abort
   */
  async read(): Promise<Uint8Array | undefined> {
    const reader = this.#reader;
    if (!reader) return undefined;
    const { value } = await this.#connected(() => reader.read());
    this.#bytes += value?.length ?? 0;
    if (this.#bytes > maxBodyBytes) throw tooLarge(this.#url.host, maxBodyBytes);
    return value;
  }

  /** Sets the time limit for the whole body, from now on; later limits cannot exceed it. */
  limitTotal(totalMs: number): void {
    this.#deadline = { at: this.#clock.now() + totalMs, totalMs };
  }

  /** Ends the exchange with a TimeoutError after this time; replaces an earlier limit. */
  limit(phase: TimeoutPhase, milliseconds: number): void {
    this.unlimit();
    const { at, totalMs } = this.#deadline;
    const left = Math.max(0, at - this.#clock.now());
    if (left < milliseconds) this.#abortAfter(left, 'total', totalMs);
    else if (milliseconds <= maxTimerMs) this.#abortAfter(milliseconds, phase, milliseconds);
  }

  /** @param waitedMs the time that the error message names */
  #abortAfter(milliseconds: number, phase: TimeoutPhase, waitedMs: number): void {
    this.#timer = this.#clock.setTimeout(() => {
      this.#controller.abort(timeoutError(phase, waitedMs, this.#url.host));
    }, milliseconds);
  }

  unlimit(): void {
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Ends the socket, unless the response has ended. */
  close(): void {
    this.#detach();
    this.#controller.abort();
    this.#reader?.cancel().catch(() => undefined); // for a fetch that ignores signals
  }

  /** Lets the response end by itself, so that the next request can use its connection. */
  release(): void {
    this.#signal?.removeEventListener('abort', this.#onAbort);
    this.limit('idle', maxDrainMs);
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

  /** Rejects at once on abort: VS Code and tests replace `fetch`, and a replacement may ignore signals. */
  async #connected<T>(work: () => Promise<T>): Promise<T> {
    const { signal } = this.#controller;
    let onAbort!: () => void;
    const aborted = new Promise<never>((_, reject) => (onAbort = reject));
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    try {
      return await Promise.race([work(), aborted]);
    } catch (error) {
      signal.throwIfAborted();
      throw connectionError(error, this.#url);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }
}

/** @param bytes the limit; also for a limit in characters */
export function tooLarge(host: string, bytes: number): BodyError {
  return new BodyError(
    message('{0} sent more than {1} MB. Lower max_tokens, or check the endpoint.', host, bytes / 1024 / 1024),
  );
}
