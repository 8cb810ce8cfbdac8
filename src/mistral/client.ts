import { type Clock, systemClock } from '../base/clock.ts';
import { parseJson } from '../base/json.ts';
import { message } from '../base/message.ts';
import { fimUrl, modelsUrl, parseEndpoint } from './endpoint.ts';
import { describe } from './errors/describe.ts';
import { isErrorBody, readErrorResponse } from './errors/errorBody.ts';
import { BodyError, MistralError, RequestError, ResponseError } from './errors/errors.ts';
import { type ErrorContext, statusError } from './errors/statusError.ts';
import { unknownFields } from './errors/unknownFields.ts';
import { invalidKey } from './key.ts';
import { type Model, readModels } from './models.ts';
import { readRateLimits, type RateLimits } from './rateLimits.ts';
import { type RetryConfig, noRetry, withRetry } from './retry.ts';
import { type Timeouts, timeoutsAt } from './timeouts.ts';
import { ChunkReader, maxResponseCharacters } from './wire/chunkReader.ts';
import { Exchange } from './wire/exchange.ts';
import { type FimField, type FimRequest, type Target, checkRequest, requestBody } from './wire/request.ts';
import { type FimChunk, joined } from './wire/response.ts';

export interface ClientOptions {
  /** Base URL, in any form that {@link parseEndpoint} accepts. */
  endpoint: string;
  /** Hosts to which requests may go unencrypted. Default: none but this machine. */
  allowHttp?: readonly string[];
  /** Empty for a server that needs none. */
  key: string;
  fetch?: typeof fetch;
  clock?: Clock;
  retry?: RetryConfig;
  timeouts?: Partial<Timeouts>;
  /** Aborts all requests of the client, and complete responses whose connection has not ended. */
  signal?: AbortSignal;
  /** Receives a line for the log, without key or source text. */
  onNote?: (note: string) => void;
  /** Receives the host's rate limits with each successful response to a completion and with each 429. */
  onRateLimits?: (limits: RateLimits) => void;
}

/** Options of one call; they override the client's. */
export interface CallOptions {
  signal?: AbortSignal | undefined;
  retry?: RetryConfig | undefined;
  timeouts?: Partial<Timeouts>;
  /** Called each time the request is sent: again for a retry, or without a field that the host rejects. */
  onSend?: (target: Target) => void;
  /** Called before the delay of each retry. */
  onRetry?: (() => void) | undefined;
}

/** A successful response whose body has not been read. */
interface OpenResponse {
  exchange: Exchange;
  response: Response;
}

/** A client of the FIM API at one host, with one key. */
export class MistralClient {
  readonly #options: ClientOptions;
  readonly #endpoint: string;
  readonly #host: string;
  readonly #key: string;
  readonly #clock: Clock;
  /** Fields that this host has rejected as unknown. */
  readonly #unknown = new Set<FimField>();

  /** @throws RequestError for an endpoint or a key that cannot be used */
  constructor(options: ClientOptions) {
    const parsed = parseEndpoint(options.endpoint, options.allowHttp);
    if (!parsed.ok) throw new RequestError('endpoint', parsed.userMessage);
    this.#options = options;
    this.#endpoint = parsed.endpoint;
    this.#host = new URL(parsed.endpoint).host;
    this.#key = options.key.trim();
    this.#clock = options.clock ?? systemClock;
    const invalid = invalidKey(this.#key);
    if (invalid) throw new RequestError('key', invalid);
  }

  /** The endpoint's host, with its port. */
  get host(): string {
    return this.#host;
  }

  /**
   * Requests one completion.
   * @throws MistralError, or the reason of the signal
   */
  async complete(request: FimRequest, options: CallOptions = {}): Promise<FimChunk> {
    let whole: FimChunk = { text: '', events: 0, finishReason: null, usage: null, id: null, model: null };
    for await (const chunk of this.#chunks(request, false, options)) whole = joined(whole, chunk);
    return whole;
  }

  /**
   * Requests a completion in chunks. The request is sent when the iteration begins. Ending the iteration early or
   * aborting the signal closes the socket; reading to the end keeps it for the next request. After the headers, nothing is
   * retried but an answer that rejects a field.
   * @throws MistralError with the text so far in `received`, or the reason of the signal
   */
  stream(request: FimRequest, options: CallOptions = {}): AsyncIterable<FimChunk> {
    return this.#chunks(request, true, options);
  }

  /**
   * The host's models that can fill in the middle.
   * @throws MistralError, or the reason of the signal
   */
  async models(options: CallOptions = {}): Promise<Model[]> {
    const url = modelsUrl(this.#endpoint);
    const context = this.#context();
    const { exchange, response } = await this.#retry(
      () => this.#send(url, null, 'application/json', context, options),
      options,
    );
    try {
      const body = await readText(exchange, this.#timeouts(options).idleMs);
      const json = parseJson(body);
      const models = readModels(json);
      if (models) return models;
      if (isErrorBody(json)) throw this.#statusError(response, body, context);
    } finally {
      exchange.close();
    }
    throw new BodyError(
      message('{0} answered with something else than a list of models. Check the endpoint.', this.#host),
    );
  }

  /** Sends the request; if the host does not know an optional field, again without that field. */
  async *#chunks(request: FimRequest, stream: boolean, options: CallOptions): AsyncGenerator<FimChunk, void> {
    checkRequest(request);
    const context = this.#context(request);
    for (;;) {
      const omitted = new Set(this.#unknown);
      let isAnswered = false;
      try {
        const { exchange, response } = await this.#retry(
          () => this.#sendFim(request, stream, context, options),
          options,
        );
        const reader = new ChunkReader(exchange, response, context, this.#timeouts(options), this.#clock.date());
        for await (const chunk of reader.chunks()) {
          options.signal?.throwIfAborted();
          isAnswered = true;
          yield chunk;
        }
        return;
      } catch (error) {
        // Some hosts report an error with the status 200.
        if (isAnswered || !(error instanceof ResponseError)) throw error;
        const rejected = unknownFields(error, request).filter((field) => !omitted.has(field));
        if (rejected.length === 0) throw error;
        for (const field of rejected) this.#omit(field);
      }
    }
  }

  #sendFim(request: FimRequest, stream: boolean, context: ErrorContext, options: CallOptions): Promise<OpenResponse> {
    const url = fimUrl(this.#endpoint);
    options.onSend?.({ url, without: [...this.#unknown] });
    const accept = stream ? 'text/event-stream' : 'application/json';
    return this.#send(url, requestBody(request, stream, this.#unknown), accept, context, options);
  }

  #omit(field: FimField): void {
    if (this.#unknown.has(field)) return;
    this.#unknown.add(field);
    this.#options.onNote?.(`dropped the field ${field}: ${this.#host} does not know it`);
  }

  #retry<T>(attempt: () => Promise<T>, { retry, signal, onRetry }: CallOptions): Promise<T> {
    const config = retry ?? this.#options.retry ?? noRetry;
    const signals = [signal, this.#options.signal].filter((one) => one !== undefined);
    return withRetry(attempt, config, this.#clock, signals, (error, delayMs) => {
      this.#options.onNote?.(`retries in ${Math.round(delayMs)} ms after ${describe(error)}`);
      onRetry?.();
    });
  }

  /** Sends one HTTP request and waits for the headers of a successful response. */
  async #send(
    url: string,
    body: string | null,
    accept: string,
    context: ErrorContext,
    options: CallOptions,
  ): Promise<OpenResponse> {
    const timeouts = this.#timeouts(options);
    const exchange = new Exchange(new URL(url), this.#clock, options.signal, this.#options.signal);
    try {
      exchange.limit('headers', timeouts.headersMs);
      const response = await exchange.open(this.#options.fetch ?? globalThis.fetch, {
        method: body === null ? 'GET' : 'POST',
        headers: this.#headers(accept, body !== null),
        body,
        redirect: 'manual', // the key goes only to the host for which the user entered it
        credentials: 'omit',
      });
      // Other requests, such as for the list of models, may have limits of their own.
      if (body !== null && (response.ok || response.status === 429)) {
        this.#options.onRateLimits?.(readRateLimits(response.headers));
      }
      // The status of an error says enough: its body is not worth the full time.
      exchange.limitTotal(response.ok ? timeouts.totalMs : timeouts.idleMs);
      if (response.ok) return { exchange, response };
      if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
        throw new BodyError(
          message(
            '{0} sends on to another address, where the key does not go. Check the endpoint, and whether the network wants a sign-in first.',
            this.#host,
          ),
        );
      }
      const text = await readErrorText(exchange, timeouts.idleMs);
      throw this.#statusError(response, text, context);
    } catch (error) {
      exchange.close();
      throw error;
    }
  }

  #statusError({ status, headers }: Response, body: string, context: ErrorContext): MistralError {
    return statusError(readErrorResponse(status, headers, body, this.#clock.date()), context);
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
    return { ...timeoutsAt(this.#endpoint), ...this.#options.timeouts, ...options.timeouts };
  }
}

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

/** The body of an error response; empty if it cannot be read, since the status matters more. */
async function readErrorText(exchange: Exchange, idleMs: number): Promise<string> {
  try {
    return await readText(exchange, idleMs);
  } catch (error) {
    if (error instanceof MistralError) return '';
    throw error;
  }
}
