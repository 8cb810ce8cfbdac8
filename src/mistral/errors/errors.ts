import { toEnglish, type Message } from '../../base/message.ts';

/**
 * Whatever goes wrong with a call, except the caller's own abort, which throws the signal's reason as fetch does.
 * Its `words` say what is wrong and what to do, and `message` is the same in English. They never hold the key or source
 * code, so they may be shown and logged; `body`, `serverMessage` and `received` may hold them and may not.
 */
export abstract class MistralError extends Error {
  abstract readonly kind: 'validation' | 'sdk' | 'connection' | 'timeout' | 'broken' | 'body' | 'request';
  /** The completion's text that arrived before the failure. */
  received = '';
  readonly userMessage: Message;

  constructor(words: Message, options?: ErrorOptions) {
    super(toEnglish(words), options);
    this.userMessage = words;
  }
}

/** One entry of a 422: where in the request, what is wrong, and the rule's name. */
export interface ValidationDetail {
  loc: (string | number)[];
  msg: string;
  type: string;
}

/** What an error response carries besides its message. */
export interface ErrorResponse {
  status: number;
  contentType: string | null;
  body: string;
  /** The server's own words; may quote the prompt. */
  serverMessage: string | null;
  type: string | null;
  code: string | null;
  requestId: string | null;
  /** What `Retry-After` asks to wait, in milliseconds. */
  retryAfterMs: number | null;
  /** The host says that this key has no requests at all, or no tokens left of the month. */
  noAllowance: boolean;
}

/** The host answered with an error. */
export abstract class ResponseError extends MistralError implements ErrorResponse {
  declare readonly status: number;
  declare readonly contentType: string | null;
  declare readonly body: string;
  declare readonly serverMessage: string | null;
  declare readonly type: string | null;
  declare readonly code: string | null;
  declare readonly requestId: string | null;
  declare readonly retryAfterMs: number | null;
  declare readonly noAllowance: boolean;

  constructor(words: Message, response: ErrorResponse) {
    super(words);
    Object.assign(this, response);
  }
}

/** A status of 4XX or 5XX other than 422, or an error object in place of a completion (its status is then 200). */
export class SDKError extends ResponseError {
  override readonly name = 'SDKError';
  readonly kind = 'sdk';
}

/** The server refuses the request's fields (422). */
export class HTTPValidationError extends ResponseError {
  override readonly name = 'HTTPValidationError';
  readonly kind = 'validation';
  readonly detail: ValidationDetail[];

  constructor(words: Message, detail: ValidationDetail[], response: ErrorResponse) {
    super(words, response);
    this.detail = detail;
  }
}

export type ConnectionFailure = 'refused' | 'lost' | 'dns' | 'tls' | 'certificate' | 'proxy' | 'unknown';

/** No response, or a JSON response cut off. */
export class ConnectionError extends MistralError {
  override readonly name = 'ConnectionError';
  readonly kind = 'connection';
  readonly reason: ConnectionFailure;

  constructor(reason: ConnectionFailure, words: Message, options?: ErrorOptions) {
    super(words, options);
    this.reason = reason;
  }
}

export type TimeoutPhase = 'headers' | 'firstText' | 'idle' | 'total';

/** The host took longer than a limit of {@link Timeouts}. */
export class TimeoutError extends MistralError {
  override readonly name = 'TimeoutError';
  readonly kind = 'timeout';
  readonly phase: TimeoutPhase;

  constructor(phase: TimeoutPhase, words: Message, options?: ErrorOptions) {
    super(words, options);
    this.phase = phase;
  }
}

/** A stream that ended with neither `[DONE]` nor a finish reason. */
export class StreamBrokenError extends MistralError {
  override readonly name = 'StreamBrokenError';
  readonly kind = 'broken';
}

/** A response that is not what the API answers: a captive portal's page, a redirect, no JSON, far too much. */
export class BodyError extends MistralError {
  override readonly name = 'BodyError';
  readonly kind = 'body';
}

/** A value that the API would refuse; nothing was sent. */
export class RequestError extends MistralError {
  override readonly name = 'RequestError';
  readonly kind = 'request';
  /** A field of the request, `key` or `endpoint`. */
  readonly field: string;

  constructor(field: string, words: Message) {
    super(words);
    this.field = field;
  }
}
