import type { CursorContext, IndentUnit } from '../completion/cursorContext.ts';
import { isBlank, leadingSpaceOf } from '../language/lines.ts';
import { type TokenLimits, charactersPerToken, surroundings } from '../completion/surroundings.ts';
import { leadingComments } from './leadingComments.ts';

/** A stretch of a text, in characters from its beginning. */
export interface Span {
  start: number;
  end: number;
}

/** A gap to fill: what is replaced, and what is put before the model's text. */
export interface Gap extends Span {
  /** A line break and its indentation, where the gap begins behind a comment; the model sees it, too. */
  lead: string;
}

/** A text with gaps in it. */
export interface FillTarget {
  /** The document, or as much of it around the gaps as is read, with `\n` at its line ends and without any preview. */
  text: string;
  /** The line of the document (zero-based) where the text begins; 0 unless told. */
  startLine?: number;
  /** From top to bottom, none over another. */
  gaps: readonly Gap[];
  language: string;
  uri: string;
  editorIndent?: IndentUnit;
}

/** A fill is rare and wanted: it gets more to read than ghost text does. Costs $0.0015 at Codestral's list price. */
const budget: TokenLimits = { prefixTokens: 4_000, suffixTokens: 1_000 };

/**
 * The gap that a selection asks to fill. The indentation of its first line stays, and so does its last line end: the
 * result fits its place whatever the model makes of white space. Comments that lead the selection stay, if wanted: they
 * say what should stand there.
 * @param text the whole document, with `\n` at its line ends
 */
export function gapOf(text: string, { start, end }: Span, language: string, keepComments: boolean): Gap {
  const startsLine = isBlank(text.slice(lineStartAt(text, start), start));
  const last = lastOf(text, { start, end });
  const lines = text.slice(start, last).split('\n');
  // Who selects from the end of the line above has selected whole lines, too.
  if (keepComments && (startsLine || isBlank(lines[0]!))) {
    // A comment that is selected in part is to be filled itself.
    const isWhole = isBlank(text.slice(last, lineEndAt(text, last)));
    const count = leadingComments(isWhole ? lines : lines.slice(0, -1), language, text.slice(0, start));
    if (count > 0) {
      const commentsEnd = start + lines.slice(0, count).join('\n').length;
      const code = commentsEnd + text.slice(commentsEnd, last).search(/\S/);
      if (code >= commentsEnd) return { start: code, end: last, lead: '' };
      const firstLine = lineStartAt(text, start + text.slice(start, last).search(/\S/));
      const indent = leadingSpaceOf(text.slice(firstLine, commentsEnd));
      return { start: commentsEnd, end: last, lead: `\n${indent}` };
    }
  }
  const indent = startsLine ? leadingSpaceOf(text.slice(start, last)).length : 0;
  return { start: start + indent, end: last, lead: '' };
}

/** Where what is replaced ends: before the last line end, where the selection has no text of the line after that. */
function lastOf(text: string, { start, end }: Span): number {
  const lastLine = lineStartAt(text, end);
  if (lastLine <= start || !isBlank(text.slice(lastLine, end))) return end;
  // The indentation of a line that stays belongs to it.
  return lastLine === end || !isBlank(text.slice(end, lineEndAt(text, end))) ? lastLine - 1 : end;
}

/** So many characters of a document on each side of a gap hold all of its budget, though a line end may be two. */
export const readAround = 2 * charactersPerToken * budget.prefixTokens;

/**
 * The place of a gap as the engine sees one, with what already fills the gaps above it.
 * @param place with at least {@link readAround} characters of the document on each side of the gaps, if it has so many
 */
export function contextOf(
  { text, startLine = 0, gaps, ...more }: FillTarget,
  filled: readonly string[],
): CursorContext {
  const gap = gaps[filled.length]!;
  let before = '';
  let from = 0;
  filled.forEach((fill, index) => {
    before += text.slice(from, gaps[index]!.start) + fill;
    from = gaps[index]!.end;
  });
  const above = (before + text.slice(from, gap.start) + gap.lead).split('\n');
  const below = text.slice(gap.end).split('\n');
  const own = above.pop()!;
  const lines = [...above, own + below[0]!, ...below.slice(1)];
  const around = { count: startLine + lines.length, text: (line: number) => lines[line - startLine] ?? '' };
  return { ...more, ...surroundings(around, startLine + above.length, own.length, budget), explicit: true };
}

function lineStartAt(text: string, at: number): number {
  return text.slice(0, at).lastIndexOf('\n') + 1;
}

function lineEndAt(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
