import { lineBefore } from '../cursorContext.ts';
import { bracketsOf } from './brackets.ts';
import type { Cleaner } from './filter.ts';
import { indentOf, isBlank, lineAbove } from './lines.ts';

const closer = /^\s*[)\]}]/;

/**
 * Cuts the text before a line that closes a bracket which it has not opened, and stands deeper than the cursor's line and
 * the one above: what was opened above ends no deeper than it began. A model that has lost its way does so.
 */
export const overClosed: Cleaner = (text, context) => {
  const lines = text.split('\n');
  const first = lineBefore(context) + lines[0]!;
  const own = isBlank(first) ? (lines.find((line) => !isBlank(line)) ?? first) : first;
  // A comment or a directive may stand at the margin.
  const depth = Math.max(indentOf(own), indentOf(lineAbove(context.prefix) ?? ''));
  const { language } = context;
  const { quote } = bracketsOf(lineBefore(context), { language });
  const { closers } = bracketsOf(text, { language, quote });
  let start = lines[0]!.length;
  for (const line of lines.slice(1)) {
    const at = start + 1 + line.length - line.trimStart().length;
    if (closer.test(line) && indentOf(line) > depth && closers.some((one) => one.at === at))
      return text.slice(0, start);
    start += 1 + line.length;
  }
  return text;
};
