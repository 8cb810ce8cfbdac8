import type * as vscode from 'vscode';

/** A pair of which the editor inserts the closer. One change inserts both, and the cursor is between them. */
const pair = /^(?:\(\)|\[\]|\{\}|<>|""|''|``|. \*\/|.-->)$/;
/** Enter between brackets or in a doc comment. One change inserts two line breaks, with the cursor before the second. */
const openedBlock = /^(\r?\n[ \t]*(?:\* )?)\r?\n[ \t]*$/;

/** The part of an insertion that is before the cursor. */
export function typedPart(text: string): string {
  return pair.test(text) ? text.slice(0, 1) : (openedBlock.exec(text)?.[1] ?? text);
}

type Changes = readonly vscode.TextDocumentContentChangeEvent[];

/**
 * Offset of the cursor in the document after an edit; VS Code updates the selection later. The change at the cursor comes
 * first: Enter on a line of white space also trims that line, as a second change (1.139.1).
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
