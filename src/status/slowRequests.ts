import type { Clock } from '../base/clock.ts';

/** Time without an answer after which a request is shown, in milliseconds. A choice: most answers come sooner. */
const showAfterMs = 300;

/** Counts the requests whose answers take long. The others pass without a change of the status bar. */
export class SlowRequests {
  readonly #clock: Clock;
  readonly #onChange: (count: number) => void;
  /** Timers of the requests without an answer, by their ids; null once they count as slow. */
  readonly #timers = new Map<number, unknown>();

  /** @param onChange gets the number of slow requests */
  constructor(clock: Clock, onChange: (count: number) => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  onSent(id: number): void {
    const timer = this.#clock.setTimeout(() => {
      this.#timers.set(id, null);
      this.#report();
    }, showAfterMs);
    this.#timers.set(id, timer);
  }

  onEnd(id: number): void {
    const timer = this.#timers.get(id);
    if (timer) this.#clock.clearTimeout(timer);
    this.#timers.delete(id);
    if (timer === null) this.#report();
  }

  /** The user has an answer, whichever request it is from. */
  onAnswer(): void {
    for (const id of [...this.#timers.keys()]) this.onEnd(id);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) this.#clock.clearTimeout(timer);
    this.#timers.clear();
  }

  #report(): void {
    this.#onChange([...this.#timers.values()].filter((timer) => timer === null).length);
  }
}
