import type { CursorContext } from '../cursorContext.ts';
import { type Budget, surroundings } from '../surroundings.ts';
import { leadingComments } from './comments.ts';

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

/** A fill is rare and wanted: it gets more to read than ghost text does. Costs $0.0015 at Codestral's list price. */
const budget: Budget = { prefixTokens: 4_000, suffixTokens: 1_000 };

/**
 * The gap that a selection asks to fill. The indentation of its first line stays, and so does its last line end: the
 * result fits its place whatever the model makes of white space. Comments that lead the selection stay, if wanted: they
 * say what should stand there.
 * @param text the whole document, with `\n` at its line ends
 */
export function gapOf(text: string, { start, end }: Span, language: string, keepComments: boolean): Gap {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const startsLine = text.slice(lineStart, start).trim() === '';
  const last = end > start && text[end - 1] === '\n' ? end - 1 : end;

  if (keepComments && startsLine) {
    const lines = text.slice(start, last).split('\n');
    // A comment that is selected in part is to be filled itself.
    const isWhole = (text.indexOf('\n', last) < 0 ? text.length : text.indexOf('\n', last)) === last;
    const count = leadingComments(isWhole ? lines : lines.slice(0, -1), language);
    if (count > 0) {
      const commentsEnd = start + lines.slice(0, count).join('\n').length;
      if (text.slice(commentsEnd, last).trim() !== '') {
        const next = commentsEnd + 1;
        return { start: next + indentAt(text, next), end: last, lead: '' };
      }
      const commentLine = text.lastIndexOf('\n', commentsEnd - 1) + 1;
      const indent = text.slice(commentLine, commentLine + indentAt(text, commentLine));
      return { start: commentsEnd, end: last, lead: `\n${indent}` };
    }
  }
  const from = startsLine ? Math.min(start + indentAt(text, start), last) : start;
  return { start: from, end: last, lead: '' };
}

/** The place of a gap as the engine sees one, with what already fills the gaps above it. */
export function contextOf(
  text: string,
  gaps: readonly Gap[],
  filled: readonly string[],
  { language, uri }: Pick<CursorContext, 'language' | 'uri'>,
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
  const line = above.length - 1;
  const lines = [...above.slice(0, -1), above[line]! + below[0]!, ...below.slice(1)];
  const around = { count: lines.length, text: (at: number) => lines[at]! };
  return { ...surroundings(around, line, above[line]!.length, budget), language, uri, explicit: true };
}

/** Characters of white space at a place. */
function indentAt(text: string, at: number): number {
  return /[ \t]*/y.exec(text.slice(at, text.indexOf('\n', at) + 1 || undefined))![0].length;
}
