import type { Clock } from '../../src/base/clock.ts';

interface Timer {
  at: number;
  milliseconds: number;
  callback: () => void;
}

/** A clock that stands still until a test moves it to its next timer. */
export class FakeClock implements Clock {
  /** The waits of all timers that ever ran out, in milliseconds. */
  readonly waited: number[] = [];
  #time = 0;
  #timers = new Set<Timer>();
  #onTimer: (() => void) | undefined;

  now = (): number => this.#time;
  date = (): number => Date.UTC(2026, 0, 1) + this.#time;
  random = (): number => 0.5;

  setTimeout(callback: () => void, milliseconds: number): Timer {
    const timer = { at: this.#time + milliseconds, milliseconds, callback };
    this.#timers.add(timer);
    this.#onTimer?.();
    return timer;
  }

  clearTimeout(timer: unknown): void {
    this.#timers.delete(timer as Timer);
  }

  /** Timers still running. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Resolves with the nearest timer that `matches`, as soon as there is one. */
  async onWait(matches: (milliseconds: number) => boolean = () => true): Promise<Timer> {
    for (;;) {
      const timer = [...this.#timers].sort((a, b) => a.at - b.at).find((one) => matches(one.milliseconds));
      if (timer) return timer;
      await new Promise<void>((resolve) => (this.#onTimer = resolve));
    }
  }

  /** Lets that timer run out. */
  async runOut(matches?: (milliseconds: number) => boolean): Promise<void> {
    const timer = await this.onWait(matches);
    this.#timers.delete(timer);
    this.#time = timer.at;
    this.waited.push(timer.milliseconds);
    timer.callback();
  }
}
