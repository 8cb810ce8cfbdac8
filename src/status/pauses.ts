import type * as vscode from 'vscode';
import type { Clock } from '../base/clock.ts';

/** The oldest are forgotten beyond so many. */
const maxFiles = 500;
const filesKey = 'filesOff';
const snoozeKey = 'snoozedUntil';

/**
 * What the user has turned off for one file or for a while. Kept with the workspace: neither a reload nor a restart
 * should turn on again what somebody has turned off. Other windows go on, since VS Code tells none of another's state.
 */
export class Pauses {
  readonly #kept: vscode.Memento;
  readonly #clock: Clock;
  readonly #changed: () => void;
  readonly #files: Set<string>;
  #snoozedUntil: number;
  #timer: unknown;

  /** @param changed called after each change, and when a snooze is over */
  constructor(kept: vscode.Memento, clock: Clock, changed: () => void) {
    this.#kept = kept;
    this.#clock = clock;
    this.#changed = changed;
    this.#files = new Set(kept.get<string[]>(filesKey, []));
    this.#snoozedUntil = kept.get<number>(snoozeKey, 0);
    this.#wakeInTime();
  }

  /** When the snooze ends, in milliseconds since 1970; null where there is none. */
  get snoozedUntil(): number | null {
    return this.#snoozedUntil > this.#clock.date() ? this.#snoozedUntil : null;
  }

  /** @param until milliseconds since 1970; 0 ends the snooze */
  async snooze(until: number): Promise<void> {
    this.#snoozedUntil = until;
    this.#wakeInTime();
    this.#changed();
    await this.#kept.update(snoozeKey, until);
  }

  isOff(uri: vscode.Uri): boolean {
    return this.#files.has(nameOf(uri));
  }

  async setFile(uri: vscode.Uri, isOff: boolean): Promise<void> {
    const name = nameOf(uri);
    this.#files.delete(name);
    if (isOff) this.#files.add(name);
    this.#changed();
    // `Untitled-1` is another document tomorrow.
    const lasting = [...this.#files].filter((one) => !one.startsWith('untitled:'));
    await this.#kept.update(filesKey, lasting.slice(-maxFiles));
  }

  dispose(): void {
    this.#clock.clearTimeout(this.#timer);
  }

  #wakeInTime(): void {
    this.#clock.clearTimeout(this.#timer);
    const left = this.#snoozedUntil - this.#clock.date();
    if (left > 0) this.#timer = this.#clock.setTimeout(this.#changed, left);
  }
}

/** The file's name; the cells of a notebook, which VS Code tells apart by a fragment, share one. */
function nameOf(uri: vscode.Uri): string {
  return uri.toString().replace(/#.*$/, '');
}
