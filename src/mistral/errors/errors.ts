import { toEnglish, type Message } from '../../base/message.ts';

/**
 * Any failure of a call except the caller's abort, which throws the signal's reason as fetch does. `userMessage` says
 * what is wrong and what to do; `message` is the same in English. Both contain neither key nor source text, so they can
 * be shown and logged. `body`, `serverMessage` and `received` may contain them.
 */
export abstract class MistralError extends Error {
  abstract readonly kind: 'validation' | 'sdk' | 'connection' | 'timeout' | 'broken' | 'body' | 'request';
  /** The text of the completion that arrived before the failure. */
  received = '';
  readonly userMessage: Message;

  constructor(userMessage: Message, options?: ErrorOptions) {
    super(toEnglish(userMessage), options);
    this.userMessage = userMessage;
  }
}

/** One entry of a 422: the place in the request, what is wrong, and the name of the rule. */
export interface ValidationDetail {
  loc: (string | number)[];
  msg: string;
  type: string;
}

/** The content of an error response. */
export interface ErrorResponse {
  status: number;
  contentType: string | null;
  body: string;
  /** May quote the prompt. */
  serverMessage: string | null;
  type: string | null;
  code: string | null;
  requestId: string | null;
  /** The delay that `Retry-After` asks for, in milliseconds. */
  retryAfterMs: number | null;
  /** The host says that the key has no requests at all, or no tokens left in this month. */
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

  constructor(userMessage: Message, response: ErrorResponse) {
    super(userMessage);
    Object.assign(this, response);
  }
}

/** A status of 4XX or 5XX other than 422, or an error object in place of a completion, with the status 200. */
export class SDKError extends ResponseError {
  override readonly name = 'SDKError';
  readonly kind = 'sdk';
}

/** The host rejects fields of the request (422). */
export class HTTPValidationError extends ResponseError {
  override readonly name = 'HTTPValidationError';
  readonly kind = 'validation';
  readonly detail: ValidationDetail[];

  constructor(userMessage: Message, detail: ValidationDetail[], response: ErrorResponse) {
    super(userMessage, response);
    this.detail = detail;
  }
}

export type ConnectionFailure = 'refused' | 'lost' | 'dns' | 'tls' | 'certificate' | 'proxy' | 'unknown';

/** No response, or one that is cut off; a stream that is cut off is a {@link StreamBrokenError}. */
export class ConnectionError extends MistralError {
  override readonly name = 'ConnectionError';
  readonly kind = 'connection';
  readonly reason: ConnectionFailure;

  constructor(reason: ConnectionFailure, userMessage: Message, options?: ErrorOptions) {
    super(userMessage, options);
    this.reason = reason;
  }
}

export type TimeoutPhase = 'headers' | 'firstText' | 'idle' | 'total';

/** A limit of {@link Timeouts} has passed. */
export class TimeoutError extends MistralError {
  override readonly name = 'TimeoutError';
  readonly kind = 'timeout';
  readonly phase: TimeoutPhase;

  constructor(phase: TimeoutPhase, userMessage: Message, options?: ErrorOptions) {
    super(userMessage, options);
    this.phase = phase;
  }
}

/** A stream ended without `[DONE]` and without a finish reason. */
export class StreamBrokenError extends MistralError {
  override readonly name = 'StreamBrokenError';
  readonly kind = 'broken';
}

/** A response that the API does not give: a captive portal's page, a redirect, invalid JSON, far too much text. */
export class BodyError extends MistralError {
  override readonly name = 'BodyError';
  readonly kind = 'body';
}

/** A value that the API would reject; nothing was sent. */
export class RequestError extends MistralError {
  override readonly name = 'RequestError';
  readonly kind = 'request';
  /** A field of the request, `key` or `endpoint`. */
  readonly field: string;

  constructor(field: string, userMessage: Message) {
    super(userMessage);
    this.field = field;
  }
}
