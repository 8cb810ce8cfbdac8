import * as vscode from 'vscode';
import type { Span } from '../gap.ts';

/** A stretch of a document. */
export interface Stretch {
  text: string;
  /** Where it begins, in characters from the document's beginning, and on which line (zero-based). */
  start: number;
  startLine: number;
}

/** The text around a stretch of a document, so many characters on each side: a large document's text takes long to get. */
export function textAround(document: vscode.TextDocument, { start, end }: Span, characters: number): Stretch {
  const from = document.positionAt(start - characters);
  const to = document.positionAt(end + characters);
  return { text: document.getText(new vscode.Range(from, to)), start: document.offsetAt(from), startLine: from.line };
}
