import { STATUS_CODES } from 'node:http';
import { frame, jsonAnswer } from './answer.ts';
import type { Answer } from './answer.ts';

/** A place in a response's body: before its n-th byte, or after this many of the completion's tokens. */
export type BodyPosition = number | { tokens: number };

/** The faults of one request. Fields combine; absent fields change nothing. */
export interface Fault {
  status?: number;
  /** Added to the response's headers, or replacing them; `content-type` too. */
  headers?: Record<string, string>;
  /** The whole body: text or bytes as they are, anything else as JSON. */
  body?: unknown;
  /** The model's text, whatever `max_tokens` and `stop` say. */
  text?: string;
  /** Milliseconds before the headers. */
  delayHeaders?: number;
  /** Milliseconds between the headers, with a stream's opening chunk, and the first text. */
  delayFirstText?: number;
  /** Sends nothing more until `release()` is called or the client leaves: before the headers or within the body. */
  stall?: 'headers' | BodyPosition;
  /** Resets the connection before the headers, like a server that crashes. */
  reset?: boolean;
  /** Ends the connection within the body. */
  breakAt?: BodyPosition;
  /** Cuts the body before these bytes; each piece is a chunk of HTTP's chunked encoding and a packet. */
  split?: readonly number[];
  /** Sends the body in pieces of this many bytes, one each `everyMs` milliseconds. */
  trickle?: { bytes: number; everyMs: number };
}

export interface FaultOptions {
  /** Number of requests with each fault; default 1. `Infinity` lasts until `clearFaults()`. */
  times?: number;
  /** Only requests to this path, such as `/v1/models`; default: any path. */
  path?: string;
}

/** The faults for the next requests, in the order in which they were added. */
export class FaultQueue {
  #waiting: { fault: Fault; left: number; path: string | undefined }[] = [];

  add(faults: Fault | Fault[], options: FaultOptions = {}): void {
    for (const fault of [faults].flat()) this.#waiting.push({ fault, left: options.times ?? 1, path: options.path });
  }

  /** The fault for a request that arrives now. */
  take(path: string): Fault {
    const next = this.#waiting.find((entry) => entry.path === undefined || entry.path === path);
    if (!next) return {};
    if (--next.left <= 0) this.#waiting = this.#waiting.filter((entry) => entry !== next);
    return next.fault;
  }

  clear(): void {
    this.#waiting = [];
  }
}

/** The answer with the fault's status and body. A status without a body gets a short JSON body. */
export function spoil(answer: Answer, fault: Fault): Answer {
  const { status = answer.status, body } = fault;
  if (body === undefined)
    return fault.status === undefined ? answer : jsonAnswer(status, { message: STATUS_CODES[status] ?? 'Unknown' });
  const contentType = status < 400 ? answer.contentType : 'application/json';
  if (typeof body === 'string') return { status, contentType, frames: [frame(body)] };
  if (body instanceof Uint8Array) return { status, contentType, frames: [{ bytes: body, tokens: 0 }] };
  return jsonAnswer(status, body);
}
