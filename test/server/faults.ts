import { STATUS_CODES } from 'node:http';
import { frame, jsonAnswer } from './answer.ts';
import type { Answer } from './answer.ts';

/** A place in a response's body: before its n-th byte, or once so many of the completion's tokens have left. */
export type BodyPosition = number | { tokens: number };

/** What goes wrong with one request. Fields combine; what is absent stays as it would be. */
export interface Fault {
  status?: number;
  /** Added to the response's headers, or in their place; `content-type` too. */
  headers?: Record<string, string>;
  /** The whole body as it is: text or bytes, anything else as JSON. */
  body?: unknown;
  /** What the model says in place of what it finds, whatever `max_tokens` and `stop` ask for. */
  text?: string;
  /** Milliseconds before the headers. */
  delayHeaders?: number;
  /** Milliseconds between the headers, with a stream's opening chunk, and the first text. */
  delayFirstText?: number;
  /** Nothing more comes until `release()` is called or the client leaves: before the headers or within the body. */
  stall?: 'headers' | BodyPosition;
  /** The connection is reset before the headers, as by a server that crashes. */
  reset?: boolean;
  /** The connection ends within the body. */
  breakAt?: BodyPosition;
  /** The body leaves in pieces cut before these bytes, each a chunk of HTTP's chunked encoding and a packet. */
  split?: readonly number[];
  /** The body leaves in pieces of so many bytes, one each so many milliseconds. */
  trickle?: { bytes: number; everyMs: number };
}

export interface FaultOptions {
  /** How many requests each fault befalls; 1 unless told. `Infinity` lasts until `clearFaults()`. */
  times?: number;
  /** Only requests to this path, such as `/v1/models`; to any path unless told. */
  path?: string;
}

/** The faults that wait for requests, used up in the order they were given. */
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

/** The answer with the fault's status and body in place of its own. A status without a body gets a short JSON body. */
export function spoil(answer: Answer, fault: Fault): Answer {
  const { status = answer.status, body } = fault;
  if (body === undefined)
    return fault.status === undefined ? answer : jsonAnswer(status, { message: STATUS_CODES[status] ?? 'Unknown' });
  const contentType = status < 400 ? answer.contentType : 'application/json';
  if (typeof body === 'string') return { status, contentType, frames: [frame(body)] };
  if (body instanceof Uint8Array) return { status, contentType, frames: [{ bytes: body, tokens: 0 }] };
  return jsonAnswer(status, body);
}
