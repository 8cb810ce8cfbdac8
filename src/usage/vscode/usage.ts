import * as vscode from 'vscode';
import type { EngineEvent } from '../../completion/events.ts';
import { dayOf, monthOf } from '../../base/day.ts';
import { type Figures, figuresOf, tokensOf } from '../figures.ts';
import { UsageRecorder } from '../recorder.ts';
import type { UsageRow, UsageRows } from '../rows.ts';
import type { UsageStore } from '../store.ts';
import type { Clock } from '../../base/clock.ts';
import { formats } from '../../base/vscode/formats.ts';
import { describe } from '../../mistral/errors/describe.ts';
import type { Log } from '../../base/vscode/log.ts';

/** What was asked, shown and accepted, and what it cost: counted from the engine's events, kept on this machine. */
export class UsageTracker {
  readonly #recorder: UsageRecorder;
  readonly #store: UsageStore;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<void>();
  /** Something was counted in this window, or has been read. */
  readonly onDidChange = this.#changed.event;
  #month: UsageRow[] = [];
  /** What this window has counted is not in `#month` yet. */
  #isBehind = false;
  #reading: Promise<void> | null = null;

  constructor(store: UsageStore, clock: Clock, log: Log) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
    this.#recorder = new UsageRecorder(clock);
    void this.#keep();
  }

  onEvent(event: EngineEvent): void {
    this.#recorder.onEvent(event);
    const changes = this.#recorder.take();
    if (!changes.isEmpty) void this.#add(changes);
  }

  /** This day's figures, those of other windows as far as they had written when this one last counted. */
  get today(): Figures {
    const today = dayOf(this.#clock.date());
    return figuresOf(this.#month.filter(({ day }) => day === today));
  }

  /** This month's figures, in the same way. */
  get month(): Figures {
    const month = monthOf(dayOf(this.#clock.date()));
    return figuresOf(this.#month.filter(({ day }) => monthOf(day) === month));
  }

  /** All that all windows have counted. */
  rows(): Promise<UsageRow[]> {
    return this.#store.rows();
  }

  /** Forgets all of it. */
  async reset(): Promise<void> {
    await this.#store.reset();
    await this.#read();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  /** Brings old files together, at the start of a window. */
  async #keep(): Promise<void> {
    await this.#read();
    try {
      await this.#store.compact();
    } catch (error) {
      // Another window may be at it; there is a next start.
      this.#log.debug(`usage was not compacted: ${describe(error)}`);
    }
  }

  async #add(changes: UsageRows): Promise<void> {
    try {
      await this.#store.add(changes);
    } catch (error) {
      this.#log.warn(`usage cannot be written now: ${describe(error)}`);
    }
    await this.#read();
  }

  #read(): Promise<void> {
    this.#isBehind = true;
    this.#reading ??= this.#readAll().finally(() => (this.#reading = null));
    return this.#reading;
  }

  async #readAll(): Promise<void> {
    try {
      while (this.#isBehind) {
        this.#isBehind = false;
        this.#month = await this.#store.rows(monthOf(dayOf(this.#clock.date())));
      }
    } catch (error) {
      this.#log.warn(`usage cannot be read: ${describe(error)}`);
    }
    this.#changed.fire();
  }
}

/** Today's requests, tokens and cost in words. */
export function usageToday({ today }: UsageTracker): string {
  const { count, dollars } = formats;
  const [requests, tokens] = [count(today.requests), count(tokensOf(today))];
  return vscode.l10n.t('Requests today: {0}; tokens: {1}; cost: {2}', requests, tokens, dollars(today.cost));
}
