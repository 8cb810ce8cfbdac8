import { type CursorContext, lineAfter, lineBefore } from '../cursorContext.ts';
import { alreadyClosed } from './alreadyClosed.ts';
import { beginsWithCloser, bracketsOf, closersOnly } from './brackets.ts';
import type { Filter } from './filter.ts';

/**
 * Keeps brackets and quotes from being closed twice. Where the line ends in closers that the text has, too, its range
 * takes them in: `b);` before `)`; else the text ends before it closes what is closed already. VS Code shows a range up
 * to the line's end when the new text keeps every character of it in order (1.139.1).
 */
export const closersAfterCursor: Filter = ({ text }, context) => {
  const rest = lineAfter(context).trimEnd();
  if (!beginsWithCloser.test(rest)) return { text, replaces: 0 };
  const at = isQuotesThere(text, rest) ? 0 : (alreadyClosed(text, context) ?? closesTextBlock(text, rest));
  if (at === null) return { text, replaces: 0 };
  if (holds(text, at, rest, context)) return { text, replaces: rest.length };
  return { text: text.slice(0, at), replaces: 0 };
};

/** Whether the text holds the rest of the line from a position on. */
function holds(text: string, from: number, rest: string, context: CursorContext): boolean {
  // Within a line the text is cut instead, but a cut would take the line break before a block's end away.
  if (!closersOnly.test(rest)) return text.startsWith(rest, from) && text.slice(0, from).includes('\n');
  const { language } = context;
  const { quote } = bracketsOf(lineBefore(context), { language });
  const { closers } = bracketsOf(text, { language, quote });
  let end = from;
  // Brackets have to be closed by the text, too; an empty call is a whole.
  for (const [part] of rest.matchAll(/\(\)|[^]/g)) {
    const at = /^[)\]}]/.test(part)
      ? (closers.find((closer) => closer.at >= end && closer.character === part)?.at ?? -1)
      : text.indexOf(part, end);
    if (at < 0 || bracketsOf(text.slice(end, at), { language }).open.length > 0) return false;
    end = at + part.length;
  }
  return true;
}

/** The end of a string, or the second half of its end, that stands after the cursor. */
function isQuotesThere(text: string, rest: string): boolean {
  return /^["'`]+$/.test(text) && rest.startsWith(text);
}

/** Where the text closes a string of several lines, `"""` or a template, whose opening the cursor's line does not show. */
function closesTextBlock(text: string, rest: string): number | null {
  const own = text.trimEnd();
  const isOdd = own.split(rest[0]!).length % 2 === 0;
  return /^(?:"""|'''|`)/.test(rest) && isOdd && own.endsWith(rest) ? own.length - rest.length : null;
}
