import type { Clock } from '../base/clock.ts';
import { dayOf, monthOf } from '../base/day.ts';
import type { EngineEvent } from '../completion/events.ts';
import { describe } from '../mistral/errors/describe.ts';
import { type Figures, figuresOf, type PricedRow, pricedRows, type PriceOf, sumOf } from './figures.ts';
import { UsageRecorder } from './recorder.ts';
import type { UsageRow } from './rows.ts';
import { type UsageFolder, UsageStore } from './store.ts';

/**
 * Time from the first change to the flush that writes it, in milliseconds: a crash loses no more. A choice: an accepted
 * suggestion has four events, typing some suggestions in this time, and one flush writes them all.
 */
export const flushMs = 2_000;

export interface UsageTrackerOptions {
  folder: UsageFolder;
  clock: Clock;
  priceOf: PriceOf;
  /** Called after each flush that may have changed the figures: to show them at each event costs milliseconds at a key. */
  onChange: () => void;
  log: { warn: (text: string) => void };
}

/**
 * Requests, suggestions and their cost in all windows. Counts the engine's events in memory, and flushes them to disk. A
 * flush also reads the files of other windows. A window that counts lags behind them by at most twice `flushMs`; one that
 * does not count lags until it counts again, or until the page opens.
 */
export class UsageTracker {
  readonly #recorder: UsageRecorder;
  readonly #store: UsageStore;
  readonly #clock: Clock;
  readonly #onChange: () => void;
  readonly #priceOf: PriceOf;
  readonly #log: UsageTrackerOptions['log'];
  #timer: unknown = null;
  #isDisposed = false;
  /** Computed from all rows once, then added to: the budget and the tooltip need them at each request. */
  #figures: { day: string; today: Figures; month: Figures } | null = null;

  constructor({ folder, clock, priceOf, onChange, log }: UsageTrackerOptions) {
    this.#recorder = new UsageRecorder(clock);
    this.#clock = clock;
    this.#onChange = onChange;
    this.#priceOf = priceOf;
    // The log is closed once the extension ends, before the last flush.
    this.#log = {
      warn: (text) => {
        if (!this.#isDisposed) log.warn(text);
      },
    };
    this.#store = new UsageStore(folder, clock, (name) =>
      this.#log.warn(`the usage file ${name} is damaged, or of a newer version: it is left alone`),
    );
    void this.#inBackground(this.#store.compact());
  }

  onEvent(event: EngineEvent): void {
    this.#recorder.onEvent(event);
    const changes = this.#recorder.take();
    if (changes.isEmpty) return;
    this.#store.add(changes);
    this.#addToFigures(changes.all);
    if (!this.#isDisposed) this.#timer ??= this.#clock.setTimeout(() => void this.#inBackground(this.flush()), flushMs);
  }

  /** This day's figures: this window's up to now, those of others as of the last flush. */
  get today(): Figures {
    return this.#current.today;
  }

  /** This month's figures, with the same delay. */
  get month(): Figures {
    return this.#current.month;
  }

  /** All rows, with the same delay. */
  get rows(): PricedRow[] {
    return this.#priced(this.#store.rows());
  }

  /** Reads new files of other windows, and writes the unwritten changes. May be called after dispose(), too. */
  async flush(): Promise<void> {
    this.#stopTimer();
    await this.#store.flush();
    this.#changed();
  }

  /** Forgets all usage, for all windows. */
  async reset(): Promise<void> {
    await this.#store.reset();
    this.#changed();
  }

  /** Computes the figures again, at prices that have changed. */
  reprice(): void {
    this.#changed();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#stopTimer();
  }

  get #current(): { today: Figures; month: Figures } {
    const day = dayOf(this.#clock.date());
    if (this.#figures?.day !== day) {
      const rows = this.#priced(this.#store.rows(monthOf(day)));
      this.#figures = { day, today: figuresOf(rows.filter((row) => row.day === day)), month: figuresOf(rows) };
    }
    return this.#figures;
  }

  #addToFigures(rows: readonly UsageRow[]): void {
    if (this.#figures === null) return;
    const { day, today, month } = this.#figures;
    const within = (from: string) => figuresOf(this.#priced(rows).filter((row) => row.day.startsWith(from)));
    this.#figures = { day, today: sumOf(today, within(day)), month: sumOf(month, within(monthOf(day))) };
  }

  #priced(rows: readonly UsageRow[]): PricedRow[] {
    return pricedRows(rows, this.#priceOf);
  }

  #changed(): void {
    this.#figures = null;
    this.#onChange();
  }

  #stopTimer(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #inBackground(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.#log.warn(`usage cannot be read or written now: ${describe(error)}`);
    }
    this.#changed();
  }
}
