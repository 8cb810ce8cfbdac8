import type { Clock } from './clock.ts';

/** Work that can pause: it yields often, so that whoever runs it decides how long it may go on. */
export type Work<T> = Generator<undefined, T, undefined>;

/** Milliseconds of work in one go, far below what a user notices; a single step between two yields comes on top. */
const sliceMs = 4;
/** Milliseconds between slices, so that at most half of the time is spent even while there is much to do. */
const restMs = 4;

export interface BackgroundOptions {
  clock: Clock;
  /** Hears how long each slice took, in milliseconds. */
  onSlice?: (milliseconds: number) => void;
}

/** Runs pieces of work one after another, in slices that let everything else through. */
export class Background {
  readonly #options: BackgroundOptions;
  readonly #queue: (() => boolean)[] = [];
  #timer: unknown = null;

  constructor(options: BackgroundOptions) {
    this.#options = options;
  }

  /** Resolves with the work's result once it is done. @throws what the work throws */
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

  /** Resolves when everything else had its turn. */
  pause(): Promise<void> {
    return this.run(nothing());
  }

  /** Forgets what waits: its promises stay pending. */
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
