import type * as vscode from 'vscode';
import type { CursorContext } from '../cursorContext.ts';
import { surroundings, type TokenLimits } from '../surroundings.ts';

/**
 * The engine's view of a position. A position beyond the end counts as the end: the document may have become shorter
 * during a wait.
 */
export function documentContext(
  document: vscode.TextDocument,
  position: Readonly<Pick<vscode.Position, 'line' | 'character'>>,
  explicit: boolean,
  limits: TokenLimits,
): CursorContext {
  const last = document.lineCount - 1;
  const { line, character } = position.line > last ? { line: last, character: Infinity } : position;
  const lines = { count: document.lineCount, text: (at: number) => document.lineAt(at).text };
  const { languageId: language, uri } = document;
  return { ...surroundings(lines, line, character, limits), language, uri: uri.toString(), explicit };
}

/** The same with the suggest widget's selected entry inserted. */
export function enteredContext(
  document: vscode.TextDocument,
  { range, text }: vscode.SelectedCompletionInfo,
  explicit: boolean,
  limits: TokenLimits,
): CursorContext {
  const before = documentContext(document, range.start, explicit, limits);
  const after = documentContext(document, range.end, explicit, limits);
  return { ...before, prefix: before.prefix + text.replaceAll('\r', ''), suffix: after.suffix };
}
