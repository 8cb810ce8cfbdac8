import type { Clock } from '../../src/base/clock.ts';
import { seededRandom } from '../server/random.ts';

interface Timer {
  at: number;
  callback: () => void;
}

/**
 * Virtual time: hours of typing replay in seconds, and twice the same. Between two timers everything that is ready to
 * run runs to its end, so nothing depends on how fast this machine is.
 */
export class VirtualTime implements Clock {
  /** In the order they fire; of the same moment, the one set first. */
  readonly #timers: Timer[] = [];
  readonly #random = seededRandom(1);
  #now = 0;

  readonly now = (): number => this.#now;
  readonly date = (): number => 1_700_000_000_000 + this.#now;
  readonly random = (): number => this.#random();

  readonly setTimeout = (callback: () => void, milliseconds: number): unknown => {
    const timer = { at: this.#now + Math.max(0, milliseconds), callback };
    const after = this.#timers.findLastIndex(({ at }) => at <= timer.at);
    this.#timers.splice(after + 1, 0, timer);
    return timer;
  };

  readonly clearTimeout = (timer: unknown): void => {
    const index = this.#timers.indexOf(timer as Timer);
    if (index >= 0) this.#timers.splice(index, 1);
  };

  /** Timers still running. */
  get pending(): number {
    return this.#timers.length;
  }

  /** Resolves at a moment, in milliseconds. */
  until(at: number): Promise<void> {
    return new Promise((resolve) => this.setTimeout(resolve, at - this.#now));
  }

  /** Lets time pass until the work is done. @throws what the work throws, or an Error where nothing can end it. */
  async run(work: Promise<unknown>): Promise<void> {
    const state = { done: false };
    const end = () => (state.done = true);
    work.then(end, end);
    await settled();
    while (!state.done) {
      const timer = this.#timers.shift();
      if (!timer) throw new Error('The replay waits for something that no timer brings.');
      this.#now = timer.at;
      timer.callback();
      await settled();
    }
    await work;
  }
}

/** Lets everything run that is ready to: promises and the queues of streams are empty when an immediate comes. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Waits so many milliseconds, or until the signal aborts. */
export function rest(milliseconds: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clock.clearTimeout(timer);
      resolve();
    };
    const timer = clock.setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
  });
}
