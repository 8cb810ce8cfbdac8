import * as vscode from 'vscode';

/**
 * Whether a change is where the user is: not what another program, a late import or a formatter does to text that they do
 * not look at. The selection may still be the one before the change.
 */
export function isAtCursor({ document, contentChanges }: vscode.TextDocumentChangeEvent): boolean {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== document) return false;
  const { line } = editor.selection.active;
  return contentChanges.some(({ range }) => range.start.line <= line + 1 && range.end.line >= line - 1);
}

/** Whether a change is one that VS Code asks for ghost text after: typed or accepted in the editor that has the focus. */
export function isKeystroke({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): boolean {
  const editor = vscode.window.activeTextEditor;
  return (
    reason === undefined &&
    contentChanges.slice(1).every(({ text }) => text === '') &&
    editor?.document === document &&
    editor.selections.length === 1 &&
    vscode.workspace.getConfiguration('editor', document).get('inlineSuggest.enabled') === true
  );
}
