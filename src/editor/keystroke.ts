import * as vscode from 'vscode';

/** A pair that the editor closes by itself: one change inserts both, and the cursor stands between them. */
const pair = /^(?:\(\)|\[\]|\{\}|<>|""|''|``)$/;
/** Enter between two brackets: one change inserts two line breaks, and the cursor stands before the second. */
const openedBlock = /^(\r?\n[ \t]*)\r?\n[ \t]*$/;

/** Where the cursor stands after a change, as an offset in the document; the selection says so only later. */
export function offsetAfter({ rangeOffset, text }: vscode.TextDocumentContentChangeEvent): number {
  if (pair.test(text)) return rangeOffset + 1;
  return rangeOffset + (openedBlock.exec(text)?.[1] ?? text).length;
}

/** Whether a change is one that VS Code asks for ghost text after: typed or accepted in the editor that has the focus. */
export function isKeystroke({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): boolean {
  const editor = vscode.window.activeTextEditor;
  return (
    reason === undefined &&
    contentChanges.length === 1 &&
    editor?.document === document &&
    editor.selections.length === 1 &&
    vscode.workspace.getConfiguration('editor', document).get('inlineSuggest.enabled') === true
  );
}
