import type * as vscode from 'vscode';
import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';

/** Maximum number of files that are stored. A choice: the oldest are dropped. */
const maxFiles = 500;
const filesKey = 'filesOff';
const snoozeKey = 'snoozedUntil';

/**
 * The files that the user has turned Infill off for, and the snooze. Both are kept with the workspace, so that they
 * outlive a reload and a restart. Other windows go on: VS Code does not share this state between windows (1.139.1).
 */
export class Pauses {
  readonly #kept: vscode.Memento;
  readonly #clock: Clock;
  readonly #changed = new Emitter<void>();
  /** Fires after each change, and when a snooze ends. */
  readonly onDidChange = this.#changed.event;
  readonly #files: Set<string>;
  #snoozedUntil: number;
  #timer: unknown;

  constructor(kept: vscode.Memento, clock: Clock) {
    this.#kept = kept;
    this.#clock = clock;
    this.#files = new Set(kept.get<string[]>(filesKey, []));
    this.#snoozedUntil = kept.get<number>(snoozeKey, 0);
    this.#wakeInTime();
  }

  /** End of the snooze, in milliseconds since 1970; null for none. */
  get snoozedUntil(): number | null {
    return this.#snoozedUntil > this.#clock.date() ? this.#snoozedUntil : null;
  }

  /** @param until milliseconds since 1970; 0 ends the snooze */
  async snooze(until: number): Promise<void> {
    this.#snoozedUntil = until;
    this.#wakeInTime();
    this.#changed.fire();
    await this.#kept.update(snoozeKey, until);
  }

  isOff(uri: vscode.Uri): boolean {
    return this.#files.has(nameOf(uri));
  }

  async setFile(uri: vscode.Uri, isOff: boolean): Promise<void> {
    const name = nameOf(uri);
    this.#files.delete(name);
    if (isOff) this.#files.add(name);
    this.#changed.fire();
    // The next session's `Untitled-1` is another document.
    const lasting = [...this.#files].filter((one) => !one.startsWith('untitled:'));
    await this.#kept.update(filesKey, lasting.slice(-maxFiles));
  }

  dispose(): void {
    this.#clock.clearTimeout(this.#timer);
  }

  #wakeInTime(): void {
    this.#clock.clearTimeout(this.#timer);
    const left = this.#snoozedUntil - this.#clock.date();
    if (left > 0) this.#timer = this.#clock.setTimeout(() => this.#changed.fire(), left);
  }
}

/** The file's URI without its fragment, which identifies a cell of a notebook. */
function nameOf(uri: vscode.Uri): string {
  return uri.toString().replace(/#.*$/, '');
}
