import { opensBlock } from '../../language/blocks.ts';
import { lineAbove } from '../../language/lines.ts';
import type { CursorContext } from '../cursorContext.ts';
import { placeAt } from './place.ts';

/** Minimum number of characters of a repeated line; less repeats legitimately: `[0, [0, 1]]`. A choice. */
const minLine = 8;
/** Maximum number of characters of a word. A choice: a longer one is data. */
const maxWord = 100;

/** Drops the beginning of an answer that repeats text before the cursor: the word, the line, or its block's head. */
export function withoutRepeatedStart(text: string, context: CursorContext): string {
  const { before } = placeAt(context);
  const line = before.trimStart();
  if (line.trim().length >= minLine && text.startsWith(line) && keepsBalance(line, text, context))
    return text.slice(line.length);
  const [word] = /(?:[\p{L}\p{N}_$]+\.)*[\p{L}\p{N}_$]*$/u.exec(before.slice(-maxWord))!;
  if (
    word.length >= 2 &&
    text.startsWith(word) &&
    (word.includes('.') || /^[\p{L}\p{N}_]/u.test(text.slice(word.length)))
  ) {
    return text.slice(word.length);
  }
  const above = lineAbove(context.prefix);
  const [first, ...below] = text.split('\n');
  if (line !== '' || above === null || !opensBlock(above, context.language) || above.trim().length < minLine)
    return text;
  const head = above.trim();
  if (below.length > 0 && first!.trim() === head) return below.join('\n').replace(/^[ \t]*/, '');
  // The answer may still become that line.
  return below.length === 0 && head.startsWith(first!.trim()) ? '' : text;
}

function keepsBalance(start: string, text: string, context: CursorContext): boolean {
  const place = placeAt(context);
  return place.read(text.slice(start.length), 0, true).errors <= place.read(text, 0, true).errors;
}
