import * as vscode from 'vscode';
import { endOf } from './editShape.ts';

/** The selected entry of the suggestion list, at VS Code's latest call. */
export class SelectedEntry {
  #entry: vscode.SelectedCompletionInfo | undefined;

  /** Whether there is one. */
  get isThere(): boolean {
    return this.#entry !== undefined;
  }

  /** VS Code calls for ghost text. */
  onCall(selected: vscode.SelectedCompletionInfo | undefined): void {
    this.#entry = selected;
  }

  /** A document was edited. An entry that adds an import is inserted after that line (1.139.1). */
  onEdit(changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    const entry = this.#entry;
    const above = changes.filter(({ range }) => entry && range.end.isBefore(entry.range.start));
    const lines = above.reduce((sum, one) => sum + endOf(one).line - one.range.end.line, 0);
    if (!entry || lines === 0) return;
    const { start, end } = entry.range;
    this.#entry = { ...entry, range: new vscode.Range(start.translate(lines), end.translate(lines)) };
  }

  /** Whether a change accepts it. */
  isAcceptedBy({ contentChanges: [change] }: vscode.TextDocumentChangeEvent): boolean {
    const entry = this.#entry;
    if (!entry || !change?.range.start.isEqual(entry.range.start)) return false;
    return change.text.startsWith(entry.text) || entry.text.startsWith(change.text);
  }
}
