import { type CursorContext, lineBefore } from '../cursorContext.ts';
import type { Cleaner } from './filter.ts';
import { indentOf, isBlank, leadingSpaceOf, lineAbove, opensBlock } from './lines.ts';

/** Drops the white space that the text begins with where it stands before the cursor already. */
export const leadingSpace: Cleaner = (text, context) => {
  const space = leadingSpaceOf(text);
  if (space === '' || space.length === text.length || text[space.length] === '\n') return text;
  return isDoubled(text, context) ? text.slice(space.length) : text;
};

function isDoubled(text: string, context: CursorContext): boolean {
  const before = lineBefore(context);
  if (!/[ \t]$/.test(before)) return false;
  // PEP 8: at least two spaces before a comment.
  if (!isBlank(before)) return !(context.language === 'python' && text.startsWith(' #') && !before.endsWith('  '));
  const above = lineAbove(context.prefix);
  if (above === null) return true;
  // A block's first line stands deeper than the line that opens it; one column tells that, whatever the width.
  return indentOf(before) >= indentOf(above) + (opensBlock(above) ? 1 : 0);
}
