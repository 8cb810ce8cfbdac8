import { BodyError, ConnectionError, MistralError, StreamBrokenError, TimeoutError } from '../errors/errors.ts';
import { readErrorResponse } from '../errors/errorBody.ts';
import { SseReader } from './sseReader.ts';
import { type Exchange, tooLarge } from './exchange.ts';
import type { ErrorContext } from '../errors/statusError.ts';
import { statusError } from '../errors/statusError.ts';
import type { JsonObject } from '../../base/json.ts';
import { isObject, parseJson } from '../../base/json.ts';
import { type FimChunk, joined, readChunk } from './response.ts';
import type { Timeouts } from '../timeouts.ts';
import { type Message, message } from '../../base/message.ts';

/** The most that is held of one event, one JSON answer or one completion, in characters: far beyond any model's. */
export const maxResponseCharacters = 4 * 1024 * 1024;

/**
 * Reads the pieces of an open response. Whether it is a stream or JSON shows its first character, not the content type:
 * there are servers that answer JSON to whom they would stream, and that mislabel both. What one read brings
 * comes as one piece, up to a finish reason: whoever reads has its work with each. Pieces that say nothing (a role, an
 * empty delta) are left out.
 *
 * A stream is whole with `[DONE]`, and without it too once a finish reason has come: only usage can follow, and some
 * servers leave `[DONE]` out.
 * @throws MistralError, with the text that came before in `received`; or the reason of the caller's abort.
 */
export class ChunkReader {
  readonly #exchange: Exchange;
  readonly #response: Response;
  readonly #context: ErrorContext;
  readonly #timeouts: Timeouts;
  readonly #now: number;
  readonly #decoder = new TextDecoder();
  #received = '';
  /** Something was read that the user waits for: from here on the limit is the one between two reads. */
  #answered = false;
  #done = false;

  /** @param now milliseconds since 1970. */
  constructor(exchange: Exchange, response: Response, context: ErrorContext, timeouts: Timeouts, now: number) {
    this.#exchange = exchange;
    this.#response = response;
    this.#context = context;
    this.#timeouts = timeouts;
    this.#now = now;
  }

  /** The pieces, once. Breaking off ends the socket; reading to the end keeps it for the next request. */
  async *chunks(): AsyncGenerator<FimChunk, void, undefined> {
    let whole = false;
    try {
      for await (const chunk of this.#read()) {
        this.#received += chunk.text;
        if (this.#received.length > maxResponseCharacters) throw this.#tooLarge();
        if (chunk.text === '' && chunk.finishReason === null && chunk.usage === null) continue;
        this.#answered = true;
        this.#exchange.unlimit();
        yield chunk;
      }
      whole = true;
    } catch (error) {
      if (error instanceof MistralError) error.received = this.#received;
      throw error;
    } finally {
      if (whole) this.#exchange.release();
      else this.#exchange.close();
    }
  }

  async *#read(): AsyncGenerator<FimChunk, void, undefined> {
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
    this.#answered = true;
    let body = '';
    for (let text: string | undefined = head; text !== undefined; text = await this.#text()) {
      body += text;
      if (body.length > maxResponseCharacters) throw this.#tooLarge();
    }
    const json = parseJson(body);
    if (isObject(json) && Array.isArray(json.choices)) return readChunk(json);
    if (isObject(json) && isError(json)) throw this.#reportedError(body);
    throw this.#bodyError(json === undefined ? message('broken JSON') : message('JSON without a completion'));
  }

  async *#readStream(head: string): AsyncGenerator<FimChunk, void, undefined> {
    const events = new SseReader(maxResponseCharacters);
    let seen = false;
    let finished = false;
    let cause: unknown;
    let text: string | undefined = head;
    for (;;) {
      const data = text === undefined ? events.end() : events.feed(text);
      for (const chunk of joinedUp(this.#understood(data, text === undefined))) {
        seen = true;
        finished ||= chunk.finishReason !== null;
        yield chunk;
      }
      if (this.#done) return;
      if (events.overflowed) throw this.#tooLarge();
      if (text === undefined) break;
      try {
        text = await this.#text();
      } catch (error) {
        const silent = error instanceof TimeoutError && finished;
        if (!silent && !(error instanceof ConnectionError)) throw error;
        cause = error;
        text = undefined;
      }
    }
    if (finished) return;
    if (!seen && cause === undefined && !this.#contentType.includes('event-stream')) {
      throw this.#bodyError(head === '' ? message('nothing') : message('a text'));
    }
    const broken = message(
      '{0} broke off its answer. Try again; if it stays, check the network and the proxy.',
      this.#host,
    );
    throw new StreamBrokenError(broken, { cause });
  }

  /** What events say, up to `[DONE]`. @param isEnd whether the last one may be cut off */
  *#understood(events: readonly string[], isEnd: boolean): Generator<FimChunk, void, undefined> {
    for (const data of events) {
      this.#done = data.trim() === '[DONE]';
      if (this.#done) return;
      if (data.trim() === '') continue;
      const json = parseJson(data);
      if (json === undefined && isEnd) continue;
      if (!isObject(json)) throw this.#bodyError(message('a stream of something else than JSON objects'));
      if (isError(json)) throw this.#reportedError(data);
      yield readChunk(json);
    }
  }

  /** The next text of the body, undefined at its end. */
  async #text(): Promise<string | undefined> {
    if (this.#answered) this.#exchange.limit('idle', this.#timeouts.idleMs);
    const bytes = await this.#exchange.read();
    return bytes && this.#decoder.decode(bytes, { stream: true });
  }

  get #host(): string {
    return new URL(this.#context.endpoint).host;
  }

  get #contentType(): string {
    return this.#response.headers.get('content-type') ?? '';
  }

  #reportedError(body: string): MistralError {
    return statusError(readErrorResponse(200, this.#response.headers, body, this.#now), this.#context);
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

/** Pieces as few: one up to each finish reason, and what comes before an error. */
function* joinedUp(chunks: Iterable<FimChunk>): Generator<FimChunk, void, undefined> {
  let sofar: FimChunk | null = null;
  let failure: { error: unknown } | null = null;
  try {
    for (const chunk of chunks) {
      sofar = sofar === null ? chunk : joined(sofar, chunk);
      if (chunk.finishReason === null) continue;
      yield sofar;
      sofar = null;
    }
  } catch (error) {
    failure = { error };
  }
  if (sofar !== null) yield sofar;
  if (failure !== null) throw failure.error;
}

/** An error instead of a completion: Mistral's own `object: "error"`, or `error` as other servers nest it. */
function isError(json: JsonObject): boolean {
  if (Array.isArray(json.choices)) return false;
  return /^error$/i.test(String(json.object)) || [json.error, json.message, json.detail].some(Boolean);
}
