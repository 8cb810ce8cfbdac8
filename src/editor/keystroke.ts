import * as vscode from 'vscode';

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
