import { BodyError, ConnectionError, MistralError, StreamBrokenError, TimeoutError } from './errors.ts';
import { readErrorResponse } from './errorBody.ts';
import { EventReader } from './events.ts';
import { type Exchange, tooLarge } from './exchange.ts';
import type { ErrorContext } from './explain.ts';
import { statusError } from './explain.ts';
import type { JsonObject } from './json.ts';
import { isObject, parseJson } from './json.ts';
import { type FimPiece, joined, readPiece } from './response.ts';
import type { Timeouts } from './timeouts.ts';
import { type Words, words } from './words.ts';

/** The most that is held of one event, one JSON answer or one completion, in characters: far beyond any model's. */
export const MAX_RESPONSE_CHARACTERS = 4 * 1024 * 1024;

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
export class PieceReader {
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
  async *pieces(): AsyncGenerator<FimPiece, void, undefined> {
    let whole = false;
    try {
      for await (const piece of this.#read()) {
        this.#received += piece.text;
        if (this.#received.length > MAX_RESPONSE_CHARACTERS) throw this.#tooLarge();
        if (piece.text === '' && piece.finishReason === null && piece.usage === null) continue;
        this.#answered = true;
        this.#exchange.unlimit();
        yield piece;
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

  async *#read(): AsyncGenerator<FimPiece, void, undefined> {
    this.#exchange.limit('firstText', this.#timeouts.firstTextMs);
    let head = '';
    while (head === '') {
      const text = await this.#text();
      if (text === undefined) break;
      head = text.trimStart();
    }
    if (head.startsWith('<') || this.#contentType.includes('text/html')) throw this.#bodyError(words('a web page'));
    if (head.startsWith('{') || head.startsWith('[')) yield await this.#readJson(head);
    else yield* this.#readStream(head);
  }

  async #readJson(head: string): Promise<FimPiece> {
    this.#answered = true;
    let body = '';
    for (let text: string | undefined = head; text !== undefined; text = await this.#text()) {
      body += text;
      if (body.length > MAX_RESPONSE_CHARACTERS) throw this.#tooLarge();
    }
    const json = parseJson(body);
    if (isObject(json) && Array.isArray(json.choices)) return readPiece(json);
    if (isObject(json) && isError(json)) throw this.#reportedError(body);
    throw this.#bodyError(json === undefined ? words('broken JSON') : words('JSON without a completion'));
  }

  async *#readStream(head: string): AsyncGenerator<FimPiece, void, undefined> {
    const events = new EventReader(MAX_RESPONSE_CHARACTERS);
    let seen = false;
    let finished = false;
    let cause: unknown;
    let text: string | undefined = head;
    for (;;) {
      const data = text === undefined ? events.end() : events.feed(text);
      for (const piece of joinedUp(this.#understood(data, text === undefined))) {
        seen = true;
        finished ||= piece.finishReason !== null;
        yield piece;
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
      throw this.#bodyError(head === '' ? words('nothing') : words('a text'));
    }
    const broken = words(
      '{0} broke off its answer. Try again; if it stays, check the network and the proxy.',
      this.#host,
    );
    throw new StreamBrokenError(broken, { cause });
  }

  /** What events say, up to `[DONE]`. @param isEnd whether the last one may be cut off */
  *#understood(events: readonly string[], isEnd: boolean): Generator<FimPiece, void, undefined> {
    for (const data of events) {
      this.#done = data.trim() === '[DONE]';
      if (this.#done) return;
      if (data.trim() === '') continue;
      const json = parseJson(data);
      if (json === undefined && isEnd) continue;
      if (!isObject(json)) throw this.#bodyError(words('a stream of something else than JSON objects'));
      if (isError(json)) throw this.#reportedError(data);
      yield readPiece(json);
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

  #bodyError(what: Words): BodyError {
    return new BodyError(
      words(
        '{0} answered with {1} instead of a completion. Check the endpoint, and whether the network wants a sign-in first.',
        this.#host,
        what,
      ),
    );
  }

  #tooLarge(): BodyError {
    return tooLarge(this.#host, MAX_RESPONSE_CHARACTERS);
  }
}

/** Pieces as few: one up to each finish reason, and what comes before an error. */
function* joinedUp(pieces: Iterable<FimPiece>): Generator<FimPiece, void, undefined> {
  let sofar: FimPiece | null = null;
  let failure: { error: unknown } | null = null;
  try {
    for (const piece of pieces) {
      sofar = sofar === null ? piece : joined(sofar, piece);
      if (piece.finishReason === null) continue;
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
