import type { Background } from './background.ts';

/** A choice: each item may ask the disk something. */
const maxAtOnce = 20;

/** Handles items that come by the thousand, such as events of files: each once, few at a time, with pauses. */
export class WorkQueue<T> {
  readonly #handle: (item: T) => Promise<void>;
  readonly #background: Background;
  readonly #waiting = new Set<T>();
  #isRunning = false;

  constructor(background: Background, handle: (item: T) => Promise<void>) {
    this.#background = background;
    this.#handle = handle;
  }

  /** The number of items that wait. */
  get size(): number {
    return this.#waiting.size;
  }

  add(item: T): void {
    this.#waiting.add(item);
    if (!this.#isRunning) void this.#run();
  }

  remove(item: T): void {
    this.#waiting.delete(item);
  }

  clear(): void {
    this.#waiting.clear();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.size > 0) {
      await this.#background.pause();
      const items: T[] = [];
      for (const item of this.#waiting) if (items.push(item) === maxAtOnce) break;
      for (const item of items) this.#waiting.delete(item);
      await Promise.allSettled(items.map((item) => this.#handle(item)));
    }
    this.#isRunning = false;
  }
}
