import * as vscode from 'vscode';
import type { Failure } from './failure.ts';

/** Notifications that do not nag: one for each cause, until it has gone away. */
export class Notices {
  readonly #told = new Set<string>();

  /** Tells of a failure, unless it was told already. */
  async tell({ cause, message, severe, remedy }: Failure): Promise<void> {
    if (this.#told.has(cause)) return;
    this.#told.add(cause);
    const show = severe ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
    const chosen = await show(`Infill: ${message}`, remedy.title);
    if (chosen === remedy.title) await vscode.commands.executeCommand(remedy.command, ...(remedy.arguments ?? []));
  }

  /** Things work again, or were changed: the next failure is news. */
  forget(): void {
    this.#told.clear();
  }
}
