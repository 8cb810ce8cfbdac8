import type * as vscode from 'vscode';

/**
 * What an edit looks like beside the cursor of before. `text`: other text at the cursor, typed or not. `several`: changes
 * in several places.
 */
export type EditShape = 'newLine' | 'indentation' | 'text' | 'deletion' | 'several' | 'elsewhere';

/** Enter, with the indentation or the beginning of a comment line that the editor adds. */
const newLine = /^\r?\n[\s*/#>;%'"!|+.-]*$/;
const indentation = /^[ \t]+$/;
/** Length of the longest line end. */
const maxLineEnd = 2;

/** @param selection the selection before the edit */
export function shapeOf({ contentChanges }: vscode.TextDocumentChangeEvent, selection: vscode.Selection): EditShape {
  const [change, ...others] = contentChanges;
  if (!change?.range.contains(selection)) return 'elsewhere';
  // Enter also trims a line of white space.
  if (others.some(({ text }) => text !== '')) return 'several';
  if (newLine.test(change.text)) return 'newLine';
  if (indentation.test(change.text) && change.range.isEqual(selection)) return 'indentation';
  if (change.text !== '') return 'text';
  return others.length === 0 && isByKey(change, selection) ? 'deletion' : 'elsewhere';
}

/**
 * Whether Backspace or Delete makes a deletion: the selection, a part of the line, or a line end. Commands delete lines.
 */
function isByKey({ range, rangeLength }: vscode.TextDocumentContentChangeEvent, selection: vscode.Selection): boolean {
  return range.isEqual(selection) || range.isSingleLine || rangeLength <= maxLineEnd;
}

/** Whether an edit may be the editor's answer to a key, such as a closing tag: it removes no line. */
export function mayAnswer({ contentChanges, reason }: vscode.TextDocumentChangeEvent): boolean {
  return reason === undefined && contentChanges.every(({ range }) => range.isSingleLine);
}
