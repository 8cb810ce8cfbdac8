import * as vscode from 'vscode';

/**
 * Whether a change is near the cursor of the active editor. Another program, a late import or a formatter may change text
 * elsewhere. The selection may still be the one before the change.
 */
export function isAtCursor({ document, contentChanges }: vscode.TextDocumentChangeEvent): boolean {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== document) return false;
  const { line } = editor.selection.active;
  return contentChanges.some(({ range }) => range.start.line <= line + 1 && range.end.line >= line - 1);
}
