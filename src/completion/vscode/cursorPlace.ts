import * as vscode from 'vscode';

/** A version of a document with one cursor in it: the place that a text is made for. */
export interface CursorPlace {
  document: vscode.TextDocument;
  version: number;
  position: vscode.Position;
  /** The editor with the cursor; undefined if VS Code shows the document to extensions in no editor. */
  editor: vscode.TextEditor | undefined;
  selection: vscode.Selection | undefined;
  /** Modal editors change it with their mode. */
  cursorStyle: vscode.TextEditorCursorStyle | undefined;
}

/**
 * The place of a call of VS Code; null if the cursor has already left the position.
 * @param isReportMissing whether VS Code may not have reported that the cursor is at the position
 */
export function cursorPlaceAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  isReportMissing: boolean,
): CursorPlace | null {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editors = [activeTextEditor, ...visibleTextEditors].filter((one) => one?.document === document);
  const reported = editors.find((one) => one?.selection.active.isEqual(position));
  const editor = reported ?? (isReportMissing ? activeTextEditor : undefined);
  if (editors.length > 0 && !editor) return null;
  const { selection } = editor ?? {};
  return { document, version: document.version, position, editor, selection, cursorStyle: editor?.options.cursorStyle };
}

/**
 * Whether document, cursor and selection are still those of a place. VS Code shows a text that comes after the cursor has
 * moved along its line, and Tab inserts it where the cursor was (1.139.1).
 */
export function isCurrent({ document, version, editor, selection, cursorStyle }: CursorPlace): boolean {
  if (document.version !== version) return false;
  if (!editor || !selection) return true;
  const { selections, options } = editor;
  return selections.length === 1 && selections[0]!.isEqual(selection) && options.cursorStyle === cursorStyle;
}

/** Whether a place is current in the editor that commands act on. */
export function isActive(place: CursorPlace): boolean {
  return place.editor !== undefined && place.editor === vscode.window.activeTextEditor && isCurrent(place);
}
