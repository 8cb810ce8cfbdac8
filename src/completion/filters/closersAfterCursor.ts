import { lineAfter } from '../cursorContext.ts';
import { alreadyClosed } from './alreadyClosed.ts';
import { beginsWithCloser, closersOnly } from './brackets.ts';
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
  const isHeld = closersOnly.test(rest) ? holdsInOrder(text.slice(at), rest) : text.startsWith(rest, at);
  // A cut would take the line break before a block's end away.
  if (isHeld && (closersOnly.test(rest) || text.slice(0, at).includes('\n'))) return { text: toLineEnd(text, at, rest), replaces: rest.length };
  return { text: text.slice(0, at), replaces: 0 };
};

/** The text up to where a line of it ends like the cursor's: there it has reached what stands after the cursor. */
function toLineEnd(text: string, from: number, rest: string): string {
  let end = from;
  do {
    end = text.indexOf('\n', end + 1);
    if (end < 0) return text;
  } while (!text.slice(from, end).trimEnd().endsWith(rest));
  return text.slice(0, end);
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

function holdsInOrder(text: string, characters: string): boolean {
  let from = 0;
  for (const character of characters) {
    from = text.indexOf(character, from) + 1;
    if (from === 0) return false;
  }
  return true;
}
