import type { Clock } from '../../src/base/clock.ts';
import { seededRandom } from './chance.ts';

interface Timer {
  at: number;
  milliseconds: number;
  callback: () => void;
}

/** Lets everything run that is ready to: promises and the queues of streams are empty when an immediate comes. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Time that `run` moves from timer to timer: hours of typing pass in seconds, and every run is the same. */
export class VirtualTime implements Clock {
  /** In the order they fire: by time, then by when they were set. */
  protected readonly timersLeft: Timer[] = [];
  protected time = 0;
  /** Called for each timer that is set. */
  protected onTimer: ((milliseconds: number) => void) | undefined;
  #random = seededRandom(1);

  now = (): number => this.time;
  date = (): number => 1_700_000_000_000 + this.time;
  random = (): number => this.#random();

  setTimeout = (callback: () => void, milliseconds: number): unknown => {
    const timer = { at: this.time + Math.max(0, milliseconds), milliseconds, callback };
    const after = this.timersLeft.findLastIndex(({ at }) => at <= timer.at);
    this.timersLeft.splice(after + 1, 0, timer);
    this.onTimer?.(milliseconds);
    return timer;
  };

  clearTimeout = (timer: unknown): void => {
    const index = this.timersLeft.indexOf(timer as Timer);
    if (index >= 0) this.timersLeft.splice(index, 1);
  };

  /** Timers still running. */
  get pending(): number {
    return this.timersLeft.length;
  }

  /** Resolves at a moment, in milliseconds. */
  until(at: number): Promise<void> {
    return new Promise((resolve) => this.setTimeout(resolve, at - this.time));
  }

  /**
   * Lets time pass until the work is done. Between two timers everything that is ready runs to its end, so the speed of
   * the machine has no influence.
   * @throws what the work throws, or an Error where no timer can end it
   */
  async run(work: Promise<unknown>): Promise<void> {
    const state = { done: false };
    const end = () => (state.done = true);
    work.then(end, end);
    await settled();
    while (!state.done) {
      const timer = this.timersLeft.shift();
      if (!timer) throw new Error('The work waits, and no timer is left to end it.');
      this.time = timer.at;
      timer.callback();
      await settled();
    }
    await work;
  }
}

/** A clock that stops until a test moves it. */
export class ManualClock extends VirtualTime {
  /** The lengths of all timers that were set, and of those that `runOut` ended, in milliseconds. */
  readonly #set: number[] = [];
  readonly waited: number[] = [];
  #wake = () => {};

  override date = (): number => Date.UTC(2026, 0, 1) + this.time;
  override random = (): number => 0.5;

  protected override onTimer = (milliseconds: number): void => {
    this.#set.push(milliseconds);
    this.#wake();
  };

  /** Moves the clock by this time, and calls what is due then. */
  async advance(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    for (const timer of this.timersLeft.filter(({ at }) => at <= this.time)) {
      this.clearTimeout(timer);
      timer.callback();
    }
    await settled();
  }

  /** Resolves as soon as this many timers of this length were set. */
  async timers(milliseconds: number, count = 1): Promise<void> {
    while (this.#set.filter((one) => one === milliseconds).length < count) await this.#nextTimer();
  }

  /** Resolves with the nearest timer whose length is accepted, as soon as there is one. */
  async onWait(accepts: (milliseconds: number) => boolean = () => true): Promise<Timer> {
    for (;;) {
      const timer = this.timersLeft.find((one) => accepts(one.milliseconds));
      if (timer) return timer;
      await this.#nextTimer();
    }
  }

  /** Moves the clock to the end of the nearest such timer, and calls it. */
  async runOut(accepts?: (milliseconds: number) => boolean): Promise<void> {
    const timer = await this.onWait(accepts);
    this.clearTimeout(timer);
    this.time = timer.at;
    this.waited.push(timer.milliseconds);
    timer.callback();
  }

  #nextTimer(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }
}
