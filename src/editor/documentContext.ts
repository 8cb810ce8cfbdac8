import type * as vscode from 'vscode';
import type { CursorContext } from '../completion/cursorContext.ts';
import { type Budget, surroundings } from '../completion/surroundings.ts';

/** 2,000 tokens before and 500 after the cursor cost $0.00075 at Codestral's list price, and hold most files' needs. */
const budget: Budget = { prefixTokens: 2_000, suffixTokens: 500 };

/**
 * What the engine sees of a position. While the suggest widget is open its selected entry counts as typed already:
 * the ghost text continues what the widget would insert.
 */
export function documentContext(
  document: vscode.TextDocument,
  position: vscode.Position,
  options: { explicit: boolean; selected?: vscode.SelectedCompletionInfo | undefined },
): CursorContext {
  const { explicit, selected } = options;
  const lines = { count: document.lineCount, text: (line: number) => document.lineAt(line).text };
  const place = { language: document.languageId, uri: document.uri.toString(), explicit };
  if (!selected) return { ...surroundings(lines, position.line, position.character, budget), ...place };
  const before = surroundings(lines, selected.range.start.line, selected.range.start.character, budget);
  const after = surroundings(lines, selected.range.end.line, selected.range.end.character, budget);
  return { ...before, prefix: before.prefix + selected.text.replaceAll('\r', ''), suffix: after.suffix, ...place };
}
