import { type CursorContext, lineBefore } from '../cursorContext.ts';
import type { Cleaner } from './filter.ts';
import { isBlank, lineAbove, opensBlock } from './lines.ts';

/**
 * Drops blank lines that the text begins with, but for those that part two pieces of code: one, or PEP 8's two. None at
 * the beginning of a block or of the document, and none where the cursor stands in a line that has its indentation.
 */
export const leadingBlankLines: Cleaner = (text, context) => {
  const breaks = /^(?:[ \t]*\n)*/.exec(text)![0].split('\n').length - 1;
  if (breaks === 0) return text;
  const kept = Math.min(breaks, breaksWanted(context));
  return '\n'.repeat(kept) + text.split('\n').slice(breaks).join('\n');
};

/** How many line breaks may stand between the cursor and the first line with text. */
function breaksWanted(context: CursorContext): number {
  const before = lineBefore(context);
  const wanted = context.language === 'python' ? 2 : 1;
  if (!isBlank(before)) return opensBlock(before) ? 1 : wanted + 1;
  const above = lineAbove(context.prefix);
  if (before !== '' || above === null || opensBlock(above)) return 0;
  const blankAbove = context.prefix.length - context.prefix.trimEnd().length - 1;
  return Math.max(0, wanted - blankAbove);
}
