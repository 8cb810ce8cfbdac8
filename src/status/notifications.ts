import { localize } from '../base/vscode/localize.ts';
import { showError, showWarning } from '../base/vscode/notify.ts';
import { type Failure, runAction } from '../connection/failure.ts';

/** Notifications of failures: one for each cause, until Infill works again. */
export class Notifications {
  /** Causes that were shown since the last reset. */
  readonly #causes = new Set<string>();
  /** Subjects that were shown in this window. */
  readonly #subjects = new Set<string>();

  /** Notifies of a failure once for its cause until the next reset; with a subject, once for that in this window. */
  async notify({ cause, message, severe, action }: Failure, subject?: string): Promise<void> {
    const shown = subject === undefined ? this.#causes : this.#subjects;
    if (shown.has(subject ?? cause)) return;
    shown.add(subject ?? cause);
    const show = severe ? showError : showWarning;
    const chosen = await show(`Infill: ${localize(message)}`, action.title);
    if (chosen === action.title) await runAction(action);
  }

  /** Marks the cause of a failure as shown. */
  markAsShown({ cause }: Failure): void {
    this.#causes.add(cause);
  }

  /** Infill works again, or its settings have changed: the next failure of any cause is shown. */
  reset(): void {
    this.#causes.clear();
  }
}
