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

/** A choice: a first token usually takes 0.2 s, but a local model may have to load its weights first. */
export const defaultTimeouts: Timeouts = { headersMs: 30_000, firstTextMs: 20_000, idleMs: 10_000, totalMs: 600_000 };
