import * as vscode from 'vscode';
import { editorIndentOf } from '../../completion/vscode/editorIndent.ts';
import { movedBy, withoutPreview } from '../documentGaps.ts';
import { type FillTarget, type Gap, readAround, type Span } from '../gap.ts';
import type { Preview } from './preview.ts';

/** A part of a document's text. */
export interface TextRange {
  text: string;
  /** Where it begins, in characters from the document's beginning. */
  start: number;
  /** The line (zero-based) where it begins. */
  startLine: number;
}

/** The text around a span, with up to `characters` on each side: copying a large document takes long. */
export function textAround(document: vscode.TextDocument, { start, end }: Span, characters: number): TextRange {
  const from = document.positionAt(start - characters);
  const to = document.positionAt(end + characters);
  return { text: document.getText(new vscode.Range(from, to)), start: document.offsetAt(from), startLine: from.line };
}

/** The text that a fill reads: the document without the preview, around its gaps. */
export function targetOf({ document, parts }: Preview, gaps: readonly Gap[]): FillTarget {
  const span = { start: parts[0]!.start, end: parts.at(-1)!.end };
  const { text, start, startLine } = textAround(document, span, readAround);
  return {
    ...withoutPreview(text, movedBy(parts, -start), gaps),
    startLine,
    language: document.languageId,
    uri: document.uri.toString(),
    ...editorIndentOf(document),
  };
}
