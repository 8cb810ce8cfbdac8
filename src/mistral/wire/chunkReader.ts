import { isObject, parseJson } from '../../base/json.ts';
import { type Message, message } from '../../base/message.ts';
import { isErrorBody, readErrorResponse } from '../errors/errorBody.ts';
import { BodyError, ConnectionError, MistralError, StreamBrokenError } from '../errors/errors.ts';
import { type ErrorContext, statusError } from '../errors/statusError.ts';
import type { Timeouts } from '../timeouts.ts';
import { type Exchange, tooLarge } from './exchange.ts';
import { type FimChunk, hasPlaceForText, joined, readChunk } from './response.ts';
import { SseReader } from './sseReader.ts';

/** Maximum number of characters of an event, a JSON body or a completion. A choice: far beyond any model's output. */
export const maxResponseCharacters = 4 * 1024 * 1024;

/**
 * Reads the chunks of a successful response. Its first character, not its content type, tells whether it is a stream or
 * JSON: some servers answer a request for a stream with JSON, and some mislabel both. One read gives one chunk, or one
 * up to each finish reason, since each chunk costs the caller work. Chunks without content (a role, an empty delta) are
 * left out.
 *
 * A stream is complete after `[DONE]`, and also without it after a finish reason: only usage can follow, and some
 * servers omit `[DONE]`. A failure after the finish reason ends the stream, and fails nothing.
 */
export class ChunkReader {
  readonly #exchange: Exchange;
  readonly #contentType: string;
  readonly #host: string;
  readonly #timeouts: Timeouts;
  readonly #toError: (body: string) => MistralError;
  readonly #decoder = new TextDecoder();
  #received = '';
  /** Content has arrived: the limit is now the one between two reads. */
  #hasContent = false;
  #isDone = false;
  /** A finish reason has arrived. */
  #isFinished = false;
  /** An event had a place for text. Without one, the answer is no completion. */
  #hasPlace = false;

  /** @param now milliseconds since 1970 */
  constructor(exchange: Exchange, { headers }: Response, context: ErrorContext, timeouts: Timeouts, now: number) {
    this.#exchange = exchange;
    this.#contentType = headers.get('content-type') ?? '';
    this.#host = new URL(context.endpoint).host;
    this.#timeouts = timeouts;
    this.#toError = (body) => statusError(readErrorResponse(200, headers, body, now), context);
  }

  /**
   * The chunks, once. Ending the iteration early closes the socket; reading to the end keeps it for the next request.
   * @throws MistralError with the text so far in `received`, or the reason of the caller's abort
   */
  async *chunks(): AsyncGenerator<FimChunk, void> {
    let isComplete = false;
    try {
      for await (const chunk of this.#read()) {
        this.#received += chunk.text;
        if (this.#received.length > maxResponseCharacters) throw this.#tooLarge();
        if (chunk.text === '' && chunk.finishReason === null && chunk.usage === null) continue;
        this.#hasContent = true;
        this.#exchange.unlimit();
        yield chunk;
      }
      isComplete = true;
    } catch (error) {
      if (error instanceof MistralError) error.received = this.#received;
      throw error;
    } finally {
      if (isComplete) this.#exchange.release();
      else this.#exchange.close();
    }
  }

  async *#read(): AsyncGenerator<FimChunk, void> {
    this.#exchange.limit('firstText', this.#timeouts.firstTextMs);
    let head = '';
    while (head === '') {
      const text = await this.#text();
      if (text === undefined) break;
      head = text.trimStart();
    }
    if (head.startsWith('<') || this.#contentType.includes('text/html')) throw this.#bodyError(message('a web page'));
    if (head.startsWith('{') || head.startsWith('[')) yield await this.#readJson(head);
    else yield* this.#readStream(head);
  }

  async #readJson(head: string): Promise<FimChunk> {
    this.#hasContent = true;
    let body = '';
    for (let text: string | undefined = head; text !== undefined; text = await this.#text()) {
      body += text;
      if (body.length > maxResponseCharacters) throw this.#tooLarge();
    }
    const json = parseJson(body);
    if (isErrorBody(json)) throw this.#toError(body);
    if (isObject(json) && hasPlaceForText(json)) return readChunk(json);
    throw this.#bodyError(json === undefined ? message('broken JSON') : message('JSON without a completion'));
  }

  async *#readStream(head: string): AsyncGenerator<FimChunk, void> {
    const events = new SseReader(maxResponseCharacters);
    let hasChunks = false;
    let cause: unknown;
    let text: string | undefined = head;
    for (;;) {
      const data = text === undefined ? events.end() : events.feed(text);
      for (const chunk of this.#chunksOf(data, text === undefined)) {
        hasChunks = true;
        yield chunk;
      }
      if (this.#isDone) break;
      if (events.hasOverflowed) {
        if (this.#isFinished) break;
        throw this.#tooLarge();
      }
      if (text === undefined) break;
      try {
        text = await this.#text();
      } catch (error) {
        const isHarmless = this.#isFinished && error instanceof MistralError;
        if (!isHarmless && !(error instanceof ConnectionError)) throw error;
        cause = error;
        text = undefined;
      }
    }
    const isComplete = this.#isDone || this.#isFinished;
    if (!this.#hasPlace && (isComplete || (hasChunks && cause === undefined)))
      throw this.#bodyError(message('a stream without a completion'));
    if (isComplete) return;
    if (!hasChunks && cause === undefined && !this.#contentType.includes('event-stream')) {
      throw this.#bodyError(head === '' ? message('nothing') : message('a text'));
    }
    const broken = message(
      '{0} broke off its answer. Try again; if it stays, check the network and the proxy.',
      this.#host,
    );
    throw new StreamBrokenError(broken, { cause });
  }

  /**
   * The chunks of events up to `[DONE]`: one up to each finish reason, and one before an error, which it then throws.
   * @param isEnd whether the last event may be cut off
   */
  *#chunksOf(events: readonly string[], isEnd: boolean): Generator<FimChunk, void> {
    let chunk: FimChunk | null = null;
    for (const data of events) {
      this.#isDone = data.trim() === '[DONE]';
      if (this.#isDone) break;
      const next = this.#parse(data, isEnd);
      if (next === null) continue;
      if (next instanceof MistralError) {
        this.#isDone = this.#isFinished;
        if (this.#isDone) break;
        if (chunk !== null) yield chunk;
        throw next;
      }
      chunk = chunk === null ? next : joined(chunk, next);
      if (next.finishReason === null) continue;
      this.#isFinished = true;
      yield chunk;
      chunk = null;
    }
    if (chunk !== null) yield chunk;
  }

  /** Null for an event without data, and for one that is cut off. */
  #parse(data: string, isEnd: boolean): FimChunk | MistralError | null {
    const json = parseJson(data);
    if (json === undefined && (isEnd || data.trim() === '')) return null;
    if (!isObject(json)) return this.#bodyError(message('a stream of something else than JSON objects'));
    if (isErrorBody(json)) return this.#toError(data);
    this.#hasPlace ||= hasPlaceForText(json);
    return readChunk(json);
  }

  /** The next text of the body; undefined at its end. */
  async #text(): Promise<string | undefined> {
    if (this.#hasContent) this.#exchange.limit('idle', this.#timeouts.idleMs);
    const bytes = await this.#exchange.read();
    return bytes && this.#decoder.decode(bytes, { stream: true });
  }

  #bodyError(what: Message): BodyError {
    return new BodyError(
      message(
        '{0} answered with {1} instead of a completion. Check the endpoint, and whether the network wants a sign-in first.',
        this.#host,
        what,
      ),
    );
  }

  #tooLarge(): BodyError {
    return tooLarge(this.#host, maxResponseCharacters);
  }
}
