import * as vscode from 'vscode';
import type { CursorContext } from '../cursorContext.ts';

/** The indentation that the Tab key inserts in a document: a tab or a number of spaces. Empty without an editor. */
export function editorIndentOf(document: vscode.TextDocument): Pick<CursorContext, 'editorIndent'> {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editor = [activeTextEditor, ...visibleTextEditors].find((one) => one?.document === document);
  if (!editor) return {};
  const { insertSpaces, indentSize } = editor.options;
  if (insertSpaces === false) return { editorIndent: 'tab' };
  return typeof indentSize === 'number' ? { editorIndent: indentSize } : {};
}
