import type { Clock } from './clock.ts';

/** Work that can pause. It yields at each step, so that its runner decides how long it may go on. */
export type Work<T> = Generator<undefined, T, undefined>;

/** Milliseconds, plus the last step. A choice: far below a delay that a user notices. */
const sliceMs = 4;
/** Milliseconds between slices. A choice: background work takes at most half of the time. */
const restMs = 4;

export interface BackgroundOptions {
  clock: Clock;
  /** Is called after each slice with its duration. */
  onSlice?: (milliseconds: number) => void;
}

/** Runs work in the order in which it came, in slices that do not block the extension host. */
export class Background {
  readonly #options: BackgroundOptions;
  readonly #queue: (() => boolean)[] = [];
  #timer: unknown = null;

  constructor(options: BackgroundOptions) {
    this.#options = options;
  }

  /** Resolves with the result of the work. @throws what the work throws */
  run<T>(work: Work<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#queue.push(() => {
        try {
          const { done, value } = work.next();
          if (done) resolve(value);
          return done === true;
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
          return true;
        }
      });
      this.#timer ??= this.#later(0);
    });
  }

  /** Resolves after all work that waits now. */
  pause(): Promise<void> {
    return this.run(nothing());
  }

  /** Drops all work: its promises stay pending. */
  end(): void {
    this.#queue.length = 0;
    if (this.#timer !== null) this.#options.clock.clearTimeout(this.#timer);
    this.#timer = null;
  }

  #later(milliseconds: number): unknown {
    return this.#options.clock.setTimeout(() => this.#slice(), milliseconds);
  }

  #slice(): void {
    const { clock, onSlice } = this.#options;
    const start = clock.now();
    while (this.#queue.length > 0 && clock.now() - start < sliceMs) {
      if (this.#queue[0]!()) this.#queue.shift();
    }
    this.#timer = this.#queue.length > 0 ? this.#later(restMs) : null;
    onSlice?.(clock.now() - start);
  }
}

function* nothing(): Work<void> {
  yield;
}
