import { isLoopback } from './endpoint.ts';

/** Time limits in milliseconds; `Infinity` sets none. */
export interface Timeouts {
  /** From the request to the response's headers; without a stream, this includes the whole generation. */
  headersMs: number;
  /** From the headers to the first text of a stream. */
  firstTextMs: number;
  /** Between two reads of the response's body. */
  idleMs: number;
  /** From the headers to the end of the body, also if it trickles or only keeps the connection alive. */
  totalMs: number;
}

/**
 * A choice: a first token usually comes after 0.2 s, and a busy host needs some seconds. The limit for the headers is
 * longer than that of VS Code's fetch for a connection (10.6 s, 1.139.1), so that a missing network fails by VS Code's
 * limit, and a busy host by this one.
 */
const remoteTimeouts: Timeouts = { headersMs: 12_000, firstTextMs: 8_000, idleMs: 5_000, totalMs: 300_000 };
/**
 * A choice: a server on this machine may have to load its model first, which takes up to a minute. The limit for the
 * headers is as much longer as that of other hosts.
 */
const localTimeouts: Timeouts = { ...remoteTimeouts, headersMs: 64_000, firstTextMs: 60_000 };

/** The time limits of completions at an endpoint, for a user who waits for them. */
export function timeoutsAt(endpoint: string): Timeouts {
  return isLoopback(endpoint) ? localTimeouts : remoteTimeouts;
}
