/** How long to wait, in milliseconds; `Infinity` waits for ever. */
export interface Timeouts {
  /** From sending the request to the response's headers. Without a stream this holds the whole generation. */
  headersMs: number;
  /** From the headers to the first text of a stream. */
  firstTextMs: number;
  /** Between two pieces of the response's body. */
  idleMs: number;
  /** From the headers to the end of the body: what trickles, or only keeps the connection alive, ends too. */
  totalMs: number;
}

/** A first token usually takes 0.2 s; a slow local model that first loads its weights needs most of this. */
export const defaultTimeouts: Timeouts = { headersMs: 30_000, firstTextMs: 20_000, idleMs: 10_000, totalMs: 600_000 };
