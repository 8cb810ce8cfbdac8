import { type Failure, mend } from './failure.ts';
import { showError, showWarning } from './notify.ts';
import { spoken } from './spoken.ts';

/** Notifications that do not nag: one for each cause, until it has gone away. */
export class Notices {
  readonly #told = new Set<string>();
  readonly #toldForGood = new Set<string>();

  /** Tells of a failure, unless it was told already; with a subject once for each, whatever works in between. */
  async tell({ cause, words, severe, remedy }: Failure, subject?: string): Promise<void> {
    const told = subject === undefined ? this.#told : this.#toldForGood;
    if (told.has(subject ?? cause)) return;
    told.add(subject ?? cause);
    const show = severe ? showError : showWarning;
    const chosen = await show(`Infill: ${spoken(words)}`, remedy.title);
    if (chosen === remedy.title) await mend(remedy);
  }

  /** Somebody else has told of it. */
  consider({ cause }: Failure): void {
    this.#told.add(cause);
  }

  /** Things work again, or were changed: the next failure is news. */
  forget(): void {
    this.#told.clear();
  }
}
