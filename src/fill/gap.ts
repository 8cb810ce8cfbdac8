import type { CursorContext, IndentUnit } from '../completion/cursorContext.ts';
import { isBlank, leadingSpaceOf } from '../language/lines.ts';
import { type TokenLimits, charactersPerToken, surroundings } from '../completion/surroundings.ts';
import { leadingComments } from './leadingComments.ts';

/** A range of a text, in characters from its beginning. */
export interface Span {
  start: number;
  end: number;
}

/** A gap to fill: the span that is replaced, and the text that precedes the model's. */
export interface Gap extends Span {
  /** A line break and an indentation where the gap follows a comment, else empty; part of the prompt. */
  lead: string;
}

/** A text with gaps. */
export interface FillTarget {
  /** The document around the gaps, or all of it, with `\n` at its line ends and without any preview. */
  text: string;
  /** The line of the document (zero-based) where the text begins; 0 by default. */
  startLine?: number;
  /** From top to bottom, without overlaps. */
  gaps: readonly Gap[];
  language: string;
  uri: string;
  editorIndent?: IndentUnit;
}

/**
 * A fill is rare and explicit, so its prompt is larger than that of ghost text. A choice: these 5,000 tokens cost $0.0015
 * at Codestral's list price of $0.30 per million.
 */
const budget: TokenLimits = { prefixTokens: 4_000, suffixTokens: 1_000 };

/**
 * The gap of a selection. The indentation of its first line and its last line end are outside the gap, so that the result
 * fits whatever white space the model returns.
 * @param text the whole document, with `\n` at its line ends
 * @param keepComments leaves the comments that begin the selection outside the gap: they describe the code to write
 */
export function gapOf(text: string, { start, end }: Span, language: string, keepComments: boolean): Gap {
  const startsLine = isBlank(text.slice(lineStartAt(text, start), start));
  const last = lastOf(text, { start, end });
  const lines = text.slice(start, last).split('\n');
  // A selection from the end of the line above selects whole lines, too.
  if (keepComments && (startsLine || isBlank(lines[0]!))) {
    // A comment that is selected in part is itself replaced.
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

/** The end of the gap: before the last line end where the selection contains no text after it. */
function lastOf(text: string, { start, end }: Span): number {
  const lastLine = lineStartAt(text, end);
  if (lastLine <= start || !isBlank(text.slice(lastLine, end))) return end;
  // The indentation of a line that is not selected belongs to that line.
  return lastLine === end || !isBlank(text.slice(end, lineEndAt(text, end))) ? lastLine - 1 : end;
}

/** Characters of a document on each side of a gap that contain the whole budget; a line end may count twice. */
export const readAround = 2 * charactersPerToken * budget.prefixTokens;

/**
 * The context of the first gap that is not filled yet.
 * @param target its text has at least {@link readAround} characters on each side of the gaps, or reaches the document's end
 * @param filled the texts of the gaps above
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
