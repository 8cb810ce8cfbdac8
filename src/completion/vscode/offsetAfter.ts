import type * as vscode from 'vscode';

/** A pair that the editor closes by itself: one change inserts both, and the cursor stands between them. */
const pair = /^(?:\(\)|\[\]|\{\}|<>|""|''|``|. \*\/|.-->)$/;
/** Enter between two brackets, or in a doc comment: one change inserts two line breaks, the cursor stands before the second. */
const openedBlock = /^(\r?\n[ \t]*(?:\* )?)\r?\n[ \t]*$/;

/** What of an insertion stands before the cursor. */
export function typedPart(text: string): string {
  return pair.test(text) ? text.slice(0, 1) : (openedBlock.exec(text)?.[1] ?? text);
}

type Changes = readonly vscode.TextDocumentContentChangeEvent[];

/**
 * Where the cursor stands after an edit, as an offset in the document; the selection says so only later. The change at
 * the cursor comes first: Enter on a line of white space also trims that line, as a second change (1.139.1).
 */
export function offsetAfter([change, ...others]: Changes): number | undefined {
  if (!change) return undefined;
  const { rangeOffset, text } = change;
  const before = others.filter((other) => other.rangeOffset < rangeOffset);
  return before.reduce(
    (offset, other) => offset + other.text.length - other.rangeLength,
    rangeOffset + typedPart(text).length,
  );
}
