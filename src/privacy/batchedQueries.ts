import { LRUCache } from 'lru-cache';
import type { Clock } from '../base/clock.ts';

/** Milliseconds without a further query before the batch is sent. A choice: queries for one place come within this time. */
const collectMs = 20;
/** Milliseconds for which an answer is kept unless it is forgotten. A choice. */
const keptMs = 60_000;
/** A choice: some bytes each. */
const maxKept = 4_000;

interface WaitingQuery {
  about: string;
  resolve: (answer: boolean) => void;
}

/** Queries that are expensive one by one, such as calls of a process: sent in batches, and their answers kept for a while. */
export class BatchedQueries {
  readonly #ask: (queries: readonly string[]) => Promise<readonly boolean[]>;
  readonly #clock: Clock;
  readonly #answers: LRUCache<string, Promise<boolean>>;
  #waiting: WaitingQuery[] = [];
  #timer: unknown;

  /** @param ask answers the queries in their order; where it throws, the answer to all is true, and is not kept */
  constructor(ask: (queries: readonly string[]) => Promise<readonly boolean[]>, clock: Clock) {
    this.#ask = ask;
    this.#clock = clock;
    this.#answers = new LRUCache({ max: maxKept, ttl: keptMs, ttlResolution: 0, perf: clock });
  }

  /** The answer to a query, kept or asked for. */
  answerTo(about: string): Promise<boolean> {
    const known = this.#answers.get(about);
    if (known) return known;
    const answer = new Promise<boolean>((resolve) => this.#waiting.push({ about, resolve }));
    this.#answers.set(about, answer);
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(() => void this.#askAll(this.#waiting.splice(0)), collectMs);
    return answer;
  }

  /** Later queries are asked again. */
  forget(): void {
    this.#answers.clear();
  }

  /** Sends no further batch: the promises of waiting queries stay pending. */
  end(): void {
    this.#clock.clearTimeout(this.#timer);
  }

  async #askAll(queries: readonly WaitingQuery[]): Promise<void> {
    const answers = await this.#ask(queries.map(({ about }) => about)).catch(() => null);
    if (answers === null) this.forget();
    for (const [index, { resolve }] of queries.entries()) resolve(answers?.[index] ?? true);
  }
}
