import type { Background } from './background.ts';

/** Things that are taken in at a time: a fraction of a millisecond's work, and few questions to the disk. */
const atOnce = 20;

/** Takes in what comes by the thousand, such as files' events: few at a time, and lets everything else through in between. */
export class WorkQueue<T> {
  readonly #takeIn: (thing: T) => Promise<void>;
  readonly #background: Background;
  readonly #waiting = new Set<T>();
  #isRunning = false;

  constructor(background: Background, takeIn: (thing: T) => Promise<void>) {
    this.#background = background;
    this.#takeIn = takeIn;
  }

  /** How many wait. */
  get size(): number {
    return this.#waiting.size;
  }

  add(thing: T): void {
    this.#waiting.add(thing);
    if (!this.#isRunning) void this.#run();
  }

  /** It is no longer wanted. */
  remove(thing: T): void {
    this.#waiting.delete(thing);
  }

  clear(): void {
    this.#waiting.clear();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.size > 0) {
      await this.#background.pause();
      const some: T[] = [];
      for (const thing of this.#waiting) if (some.push(thing) === atOnce) break;
      for (const thing of some) this.#waiting.delete(thing);
      await Promise.allSettled(some.map((thing) => this.#takeIn(thing)));
    }
    this.#isRunning = false;
  }
}
