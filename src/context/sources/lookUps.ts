import { LRUCache } from 'lru-cache';
import type { Clock } from '../../base/clock.ts';
import type { Hint } from './snippetHint.ts';

/** Running requests to one language server. A choice: it has the user's own requests to answer, too. */
const maxRunning = 2;
/** Milliseconds for all look-ups of one place. A choice: later answers serve the next place. */
const maxWaitMs = 1_500;
/** Milliseconds for which an answer is kept. A choice: it depends on many files, and only those it names are watched. */
const validMs = 60_000;
/**
 * Milliseconds for which an answer without hints is kept the first time; the time doubles with each further one. It does
 * not double until the language server has given a hint at all, as it may still be starting: TypeScript's says for its
 * first seconds that an import defines its name (VS Code 1.139.1).
 */
const validIfNoneMs = 2_000;
/** A choice: some hundred bytes each. */
const maxAnswers = 1_000;

/** A request to a language server, which may take long or never answer. */
export interface LookUp {
  /** Look-ups with the same key have the same answer. */
  key: string;
  run: () => Promise<readonly Hint[]>;
}

interface Answer {
  hints: readonly Hint[];
  /** Consecutive answers without hints. */
  misses: number;
}

/** Runs look-ups, few at once and for a short time, and keeps the answers. */
export class LookUps {
  readonly #clock: Clock;
  readonly #answers: LRUCache<string, Answer>;
  /** The keys of the answers that hint at a file. */
  readonly #keysByFile = new Map<string, Set<string>>();
  /** Running look-ups by language, so that a server that does not answer holds up no other language. */
  readonly #running = new Map<string, Map<string, Promise<void>>>();
  /** Languages whose servers have given a hint. */
  readonly #ready = new Set<string>();

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#answers = new LRUCache({
      ...{ max: maxAnswers, ttl: validMs, ttlResolution: 0, perf: clock },
      // An expired answer still says how often nothing was found.
      noDeleteOnStaleGet: true,
      dispose: ({ hints }, key) => this.#unlink(hints, key),
    });
  }

  /** The hints of an answer that is still valid; undefined for none. */
  known(key: string): readonly Hint[] | undefined {
    return this.#answers.get(key)?.hints;
  }

  /**
   * Runs the look-ups that have no valid answer. Resolves when all have one, or when the time is over: later answers are
   * kept for the next call.
   * @param isValid whether the look-ups still make sense; no further one starts once it returns false
   */
  async run(language: string, lookUps: readonly LookUp[], isValid: () => boolean): Promise<void> {
    const clock = this.#clock;
    let isOver = false;
    let timer: unknown;
    const over = new Promise<void>((resolve) => {
      timer = clock.setTimeout(() => {
        isOver = true;
        resolve();
      }, maxWaitMs);
    });
    await Promise.race([over, this.#runAll(language, lookUps, over, () => !isOver && isValid())]);
    isOver = true;
    clock.clearTimeout(timer);
  }

  /** A file has changed: answers that hint at it are dropped. */
  onFileChange(uri: string): void {
    for (const key of [...(this.#keysByFile.get(uri) ?? [])]) this.#answers.delete(key);
  }

  async #runAll(
    language: string,
    lookUps: readonly LookUp[],
    over: Promise<void>,
    isValid: () => boolean,
  ): Promise<void> {
    const running = this.#running.get(language) ?? new Map<string, Promise<void>>();
    this.#running.set(language, running);
    const awaited: Promise<void>[] = [];
    for (const lookUp of lookUps) {
      const { key } = lookUp;
      while (running.size >= maxRunning && !running.has(key) && isValid()) {
        await Promise.race([over, ...running.values()]);
      }
      if (!isValid()) return;
      if (this.known(key)) continue;
      // An earlier call may have started the same look-up.
      if (!running.has(key)) {
        running.set(
          key,
          this.#answer(language, lookUp).finally(() => running.delete(key)),
        );
      }
      awaited.push(running.get(key)!);
    }
    await Promise.all(awaited);
  }

  async #answer(language: string, { key, run }: LookUp): Promise<void> {
    const hints = await run().catch(() => []);
    if (hints.length > 0) this.#ready.add(language);
    const before = this.#ready.has(language) ? (this.#answers.peek(key, { allowStale: true })?.misses ?? 0) : 0;
    const misses = hints.length > 0 ? 0 : before + 1;
    const ttl = misses === 0 ? validMs : Math.min(validMs, validIfNoneMs * 2 ** (misses - 1));
    this.#answers.set(key, { hints, misses }, { ttl });
    for (const { uri } of hints) this.#keysByFile.set(uri, (this.#keysByFile.get(uri) ?? new Set()).add(key));
  }

  #unlink(hints: readonly Hint[], key: string): void {
    for (const { uri } of hints) {
      const keys = this.#keysByFile.get(uri);
      if (keys?.delete(key) && keys.size === 0) this.#keysByFile.delete(uri);
    }
  }
}
