import type * as vscode from 'vscode';
import type { CursorContext } from '../cursorContext.ts';
import { type TokenLimits, surroundings } from '../surroundings.ts';

/**
 * What the engine sees of a position; of the document's end where it has become shorter than that, while somebody waited
 * for something else.
 */
export function documentContext(
  document: vscode.TextDocument,
  position: Readonly<Pick<vscode.Position, 'line' | 'character'>>,
  explicit: boolean,
  budget: TokenLimits,
): CursorContext {
  const last = document.lineCount - 1;
  const { line, character } = position.line > last ? { line: last, character: Infinity } : position;
  const lines = { count: document.lineCount, text: (at: number) => document.lineAt(at).text };
  const { languageId: language, uri } = document;
  return { ...surroundings(lines, line, character, budget), language, uri: uri.toString(), explicit };
}

/** The same with the suggest widget's selected entry inserted. */
export function enteredContext(
  document: vscode.TextDocument,
  { range, text }: vscode.SelectedCompletionInfo,
  explicit: boolean,
  budget: TokenLimits,
): CursorContext {
  const before = documentContext(document, range.start, explicit, budget);
  const after = documentContext(document, range.end, explicit, budget);
  return { ...before, prefix: before.prefix + text.replaceAll('\r', ''), suffix: after.suffix };
}
