import { type Failure, runAction } from '../connection/failure.ts';
import { showError, showWarning } from '../base/vscode/notify.ts';
import { localize } from '../base/vscode/localize.ts';

/** Notifications that do not nag: one for each cause, until it has gone away. */
export class Notifications {
  readonly #told = new Set<string>();
  readonly #toldForGood = new Set<string>();

  /** Tells of a failure, unless it was told already; with a subject once for each, whatever works in between. */
  async notify({ cause, message: words, severe, action: action }: Failure, subject?: string): Promise<void> {
    const told = subject === undefined ? this.#told : this.#toldForGood;
    if (told.has(subject ?? cause)) return;
    told.add(subject ?? cause);
    const show = severe ? showError : showWarning;
    const chosen = await show(`Infill: ${localize(words)}`, action.title);
    if (chosen === action.title) await runAction(action);
  }

  /** Somebody else has told of it. */
  markAsShown({ cause }: Failure): void {
    this.#told.add(cause);
  }

  /** Things work again, or were changed: the next failure is news. */
  reset(): void {
    this.#told.clear();
  }
}
