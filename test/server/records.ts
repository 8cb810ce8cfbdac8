import type { ServedRequest } from './schema.ts';

/** A request that the server received, and its response. */
export interface RecordedRequest {
  readonly path: string;
  readonly method: string;
  /** The parsed body of a request that met the schema, else the body's text. */
  readonly body: ServedRequest | string;
  /** Without the key. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Whether the key was accepted. */
  readonly authorized: boolean;
  /** Milliseconds, by `performance.now()`. */
  readonly startedAt: number;
  /** The completion that was found for it; empty for errors. */
  answerText: string;
  completionTokensSent: number;
  /** The client ended the connection before the response was complete. */
  closedByClient: boolean;
  /** Resolves when the response is sent or the connection has ended. */
  readonly done: Promise<void>;
}

/** The prompt of a request; the body of one that met no schema. */
export const promptOf = ({ body }: RecordedRequest): string => (typeof body === 'string' ? body : body.prompt);

/** A record that can still be finished. */
export type OpenRecord = RecordedRequest & { finish(): void };

type Arrival = Pick<RecordedRequest, 'path' | 'method' | 'body' | 'headers' | 'authorized' | 'startedAt'>;

export function newRecord(arrival: Arrival): OpenRecord {
  let finish = () => {};
  const done = new Promise<void>((resolve) => (finish = resolve));
  return { ...arrival, answerText: '', completionTokensSent: 0, closedByClient: false, done, finish };
}

/** The sums of the FIM requests since the start or the last reset. */
export interface Counts {
  requests: number;
  promptTokens: number;
  cachedTokens: number;
  completionTokens: number;
  closedByClient: number;
}

export const noCounts = (): Counts => ({
  requests: 0,
  promptTokens: 0,
  cachedTokens: 0,
  completionTokens: 0,
  closedByClient: 0,
});

/** The requests received so far, with those who wait for one. */
export class Records {
  readonly all: RecordedRequest[] = [];
  #waiting: { matches: (request: RecordedRequest) => boolean; resolve: (request: RecordedRequest) => void }[] = [];

  add(request: RecordedRequest): void {
    this.all.push(request);
    const isOver = this.#waiting.filter((waiter) => waiter.matches(request));
    this.#waiting = this.#waiting.filter((waiter) => !isOver.includes(waiter));
    for (const waiter of isOver) waiter.resolve(request);
  }

  /**
   * The first request that matches, received already or later; for a number, the request that makes the count; without
   * an argument, the next one.
   */
  wait(which?: number | ((request: RecordedRequest) => boolean)): Promise<RecordedRequest> {
    const count = typeof which === 'number' ? which : this.all.length + 1;
    const matches = typeof which === 'function' ? which : () => this.all.length >= count;
    const present = typeof which === 'function' ? this.all.find(which) : this.all[count - 1];
    return present ? Promise.resolve(present) : new Promise((resolve) => this.#waiting.push({ matches, resolve }));
  }

  clear(): void {
    this.all.length = 0;
  }
}
