import type { Clock } from '../base/clock.ts';
import { systemClock } from '../base/clock.ts';
import { fimUrl, modelsUrl, parseEndpoint } from './endpoint.ts';
import { readErrorResponse } from './errors/errorBody.ts';
import { BodyError, ConnectionError, HTTPValidationError, RequestError, TimeoutError } from './errors/errors.ts';
import { Exchange } from './wire/exchange.ts';
import type { ErrorContext } from './errors/statusError.ts';
import { statusError } from './errors/statusError.ts';
import { parseJson } from '../base/json.ts';
import { oddKey } from './key.ts';
import type { Model } from './models.ts';
import { readModels } from './models.ts';
import { maxResponseCharacters, ChunkReader } from './wire/chunkReader.ts';
import { readRateLimits, type RateLimits } from './rateLimits.ts';
import type { FimField, FimRequest, Target } from './wire/request.ts';
import { checkRequest, requestBody } from './wire/request.ts';
import { type FimChunk, joined } from './wire/response.ts';
import type { RetryConfig } from './retry.ts';
import { noRetry, withRetry } from './retry.ts';
import type { Timeouts } from './timeouts.ts';
import { defaultTimeouts } from './timeouts.ts';
import { unknownFields } from './errors/unknownFields.ts';
import { message } from '../base/message.ts';

export interface ClientOptions {
  /** Base URL, as {@link parseEndpoint} takes it. */
  endpoint: string;
  /** Empty for a server that wants none. */
  key: string;
  fetch?: typeof fetch;
  clock?: Clock;
  retry?: RetryConfig;
  timeouts?: Partial<Timeouts>;
  /** The client's end: aborts all that is under way, and responses that have said all and only have to end. */
  signal?: AbortSignal;
  /** Takes a sentence for the log; it holds neither key nor source. */
  onNote?: (note: string) => void;
  /** Hears what is left of the host's limits, with each good response and where they are reached. */
  onRateLimits?: (limits: RateLimits) => void;
}

/** What one call does otherwise than its client. */
export interface CallOptions {
  signal?: AbortSignal | undefined;
  retry?: RetryConfig;
  timeouts?: Partial<Timeouts>;
  /** Hears of each time that the request is sent: once mostly, again with a retry or without a field. */
  onSend?: (target: Target) => void;
}

/** An answer whose headers have come. */
interface Answer {
  exchange: Exchange;
  response: Response;
}

/** A client of the FIM API at one host, with one key. */
export class MistralClient {
  readonly #options: ClientOptions;
  readonly #endpoint: string;
  readonly #key: string;
  readonly #clock: Clock;
  /** Fields that this host has refused as unknown. */
  readonly #unknown = new Set<FimField>();

  /** @throws RequestError for an endpoint or a key that cannot be used. */
  constructor(options: ClientOptions) {
    const parsed = parseEndpoint(options.endpoint);
    if (!parsed.ok) throw new RequestError('endpoint', parsed.words);
    this.#options = options;
    this.#endpoint = parsed.endpoint;
    this.#key = options.key.trim();
    this.#clock = options.clock ?? systemClock;
    const odd = oddKey(this.#key);
    if (odd) throw new RequestError('key', odd);
  }

  /**
   * Asks for one completion.
   * @throws MistralError, or the reason of the signal.
   */
  async complete(request: FimRequest, options: CallOptions = {}): Promise<FimChunk> {
    let whole: FimChunk = { text: '', events: 0, finishReason: null, usage: null, id: null, model: null };
    for await (const chunk of this.#chunks(request, false, options)) whole = joined(whole, chunk);
    return whole;
  }

  /**
   * Asks for a completion in pieces as they are made. The request leaves when the iteration begins; breaking the iteration
   * off or aborting the signal ends the socket, reading to the end keeps it for the next request. Retries end with the
   * response's headers.
   * @throws MistralError with what has arrived in `received`, or the reason of the signal.
   */
  stream(request: FimRequest, options: CallOptions = {}): AsyncIterable<FimChunk> {
    return this.#chunks(request, true, options);
  }

  /**
   * The models of this host that can fill in the middle.
   * @throws MistralError, or the reason of the signal.
   */
  async models(options: CallOptions = {}): Promise<Model[]> {
    const { exchange } = await withRetry(
      () => this.#send(modelsUrl(this.#endpoint), null, 'application/json', this.#context(), options),
      options.retry ?? this.#options.retry ?? noRetry,
      this.#clock,
      options.signal,
    );
    try {
      const models = readModels(parseJson(await readText(exchange, this.#timeouts(options).idleMs)));
      if (models) return models;
    } finally {
      exchange.close();
    }
    const host = new URL(this.#endpoint).host;
    throw new BodyError(message('{0} answered with something else than a list of models. Check the endpoint.', host));
  }

  async *#chunks(
    request: FimRequest,
    stream: boolean,
    options: CallOptions,
  ): AsyncGenerator<FimChunk, void, undefined> {
    checkRequest(request);
    const context = this.#context(request);
    const { exchange, response } = await this.#ask(request, stream, context, options);
    const reader = new ChunkReader(exchange, response, context, this.#timeouts(options), this.#clock.date());
    for await (const chunk of reader.chunks()) {
      options.signal?.throwIfAborted();
      yield chunk;
    }
  }

  /** Sends the request; where the host does not know an optional field, once more without it. */
  async #ask(request: FimRequest, stream: boolean, context: ErrorContext, options: CallOptions): Promise<Answer> {
    const accept = stream ? 'text/event-stream' : 'application/json';
    const url = fimUrl(this.#endpoint);
    const attempt = () => {
      options.onSend?.({ url, without: [...this.#unknown] });
      return this.#send(url, requestBody(request, stream, this.#unknown), accept, context, options);
    };
    for (;;) {
      const unknownBefore = new Set(this.#unknown);
      try {
        return await withRetry(attempt, options.retry ?? this.#options.retry ?? noRetry, this.#clock, options.signal);
      } catch (error) {
        if (!(error instanceof HTTPValidationError)) throw error;
        const fresh = unknownFields(error, request).filter((field) => !unknownBefore.has(field));
        if (fresh.length === 0) throw error;
        for (const field of fresh) this.#drop(field);
      }
    }
  }

  #drop(field: FimField): void {
    if (this.#unknown.has(field)) return;
    this.#unknown.add(field);
    this.#options.onNote?.(`dropped the field ${field}: ${new URL(this.#endpoint).host} does not know it`);
  }

  /** One HTTP request, up to the headers of a good response. */
  async #send(
    url: string,
    body: string | null,
    accept: string,
    context: ErrorContext,
    options: CallOptions,
  ): Promise<Answer> {
    const timeouts = this.#timeouts(options);
    const exchange = new Exchange(new URL(url), this.#clock, options.signal, this.#options.signal);
    try {
      exchange.limit('headers', timeouts.headersMs);
      const response = await exchange.open(this.#options.fetch ?? globalThis.fetch, {
        method: body === null ? 'GET' : 'POST',
        headers: this.#headers(accept, body !== null),
        body,
        redirect: 'manual', // the key goes to the host it was given for, and nowhere else
        credentials: 'omit',
      });
      if (response.ok || response.status === 429) this.#options.onRateLimits?.(readRateLimits(response.headers));
      // The status of an error says most of it: nobody should wait for a body that does not come to its end.
      exchange.limitTotal(response.ok ? timeouts.totalMs : timeouts.idleMs);
      if (response.ok) return { exchange, response };
      if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
        throw new BodyError(
          message(
            '{0} sends on to another address, where the key does not go. Check the endpoint, and whether the network wants a sign-in first.',
            new URL(url).host,
          ),
        );
      }
      const text = await readErrorText(exchange, timeouts.idleMs);
      throw statusError(readErrorResponse(response.status, response.headers, text, this.#clock.date()), context);
    } catch (error) {
      exchange.close();
      throw error;
    }
  }

  #headers(accept: string, hasBody: boolean): Record<string, string> {
    return {
      Accept: accept,
      ...(hasBody && { 'Content-Type': 'application/json' }),
      ...(this.#key !== '' && { Authorization: `Bearer ${this.#key}` }),
    };
  }

  #context(request?: FimRequest): ErrorContext {
    const secrets = [this.#key, request?.prompt, request?.suffix].filter((text) => typeof text === 'string');
    return { endpoint: this.#endpoint, model: request?.model ?? null, secrets };
  }

  #timeouts(options: CallOptions): Timeouts {
    return { ...defaultTimeouts, ...this.#options.timeouts, ...options.timeouts };
  }
}

/** The rest of a body as text. */
async function readText(exchange: Exchange, idleMs: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    exchange.limit('idle', idleMs);
    const bytes = await exchange.read();
    if (bytes === undefined) return text;
    text += decoder.decode(bytes, { stream: true });
    if (text.length > maxResponseCharacters)
      throw new BodyError(message('The response is far too large. Check the endpoint.'));
  }
}

/** The body of an error response; none where it cannot be read: its status matters more. */
async function readErrorText(exchange: Exchange, idleMs: number): Promise<string> {
  try {
    return await readText(exchange, idleMs);
  } catch (error) {
    if (error instanceof ConnectionError || error instanceof TimeoutError || error instanceof BodyError) return '';
    throw error;
  }
}
