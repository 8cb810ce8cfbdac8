import * as vscode from 'vscode';

/**
 * What an edit looks like beside the selection of before. `text`: other text there, typed or not. `letterOverLines`: a
 * letter in place of lines. `elsewhere`: text that is not at the selection.
 */
export type EditShape = 'newLine' | 'indentation' | 'letterOverLines' | 'text' | 'deletion' | 'elsewhere' | 'other';

/** Enter, with the indentation or the beginning of a comment line that the editor adds. */
const newLine = /^\r?\n[\s*/#>;%'"!|+.-]*$/;
const oneLetter = /^\S$/u;
const indentation = /^[ \t]+$/;
/** Length of the longest line end. */
const maxLineEnd = 2;

/** @param selection the selection before the edit */
export function shapeOf({ contentChanges }: vscode.TextDocumentChangeEvent, selection: vscode.Selection): EditShape {
  const [change, ...others] = contentChanges;
  // Enter also trims a line of white space.
  if (!change || others.some(({ text }) => text !== '')) return 'other';
  const { range, text } = change;
  if (!range.contains(selection)) return text === '' ? 'other' : 'elsewhere';
  if (newLine.test(text)) return 'newLine';
  if (text === '') return others.length === 0 && isByKey(change, selection) ? 'deletion' : 'other';
  if (!range.isEqual(selection)) return 'text';
  if (indentation.test(text)) return 'indentation';
  return !range.isSingleLine && oneLetter.test(text) ? 'letterOverLines' : 'text';
}

/**
 * Whether Backspace or Delete makes a deletion: the selection, a part of the line, or a line end. Commands delete lines.
 */
function isByKey({ range, rangeLength }: vscode.TextDocumentContentChangeEvent, selection: vscode.Selection): boolean {
  return range.isEqual(selection) || range.isSingleLine || rangeLength <= maxLineEnd;
}

/** Whether an edit may be what the editor adds after a key, such as a closing tag: it removes no line. */
export function mayFollowKey({ contentChanges, reason }: vscode.TextDocumentChangeEvent): boolean {
  return reason === undefined && contentChanges.every(({ range }) => range.isSingleLine);
}

/** The end of a change's text after the change. */
export function endOf({ range: { start }, text }: vscode.TextDocumentContentChangeEvent): vscode.Position {
  const lines = text.split('\n');
  const last = lines.at(-1)!.length;
  return lines.length === 1 ? start.translate(0, last) : new vscode.Position(start.line + lines.length - 1, last);
}
