import { closesBlock, opensBlock } from '../language/blocks.ts';
import { indentOf } from '../language/lines.ts';
import { type CursorContext, lineAfter, lineBefore } from './cursorContext.ts';

/** VS Code shows no ghost text of more than 5,000 characters (1.139.1). */
export const maxShownCharacters = 5_000;

/** The lookbehind allows a match only at the beginning of a word: a try at each letter of a long word is too slow. */
const lastWord = /(?<![\w\p{L}])[\w\p{L}]+$/u;

/** Extent of ghost text: the line, or the block that begins there; the whole answer; one line. */
export type Multiline = 'auto' | 'always' | 'never';

/** Minimum number of words that make a text worth reading. A choice: `return`, `bytes[i] =` and `} else {` are not. */
const minReadableWords = { withinLine: 3, wholeLines: 2 };
/** Minimum number of characters for the same, for languages without spaces between words. A choice. */
const minReadableCharacters = 24;

/**
 * Length of the text so far that is worth showing; null while more has to arrive. It is one line, or the whole block
 * where a block begins. Blocks are read from indentation, which holds in any language.
 */
export function sensibleStop(
  text: string,
  isRunning: boolean,
  context: CursorContext,
  multiline: Multiline = 'auto',
): number | null {
  const lines = text.split('\n');
  // The last line is whole only once the next one begins.
  const whole = isRunning ? lines.length - 1 : lines.length;
  const end = isRunning ? null : text.length;
  const { language } = context;
  const before = lineBefore(context);
  const first = lines.findIndex(
    (line, index) => line.trim() !== '' && (index === 0 ? before + line : line).trim() !== '',
  );
  if (first < 0 || first >= whole) return end;
  if (/[\p{L}\p{N}_]/u.test(lineAfter(context))) {
    // The line break before the line's rest belongs to the text.
    const isFollowed = lines.slice(first + 1).some((line) => line.trim() !== '');
    return isFollowed ? lengthOf(lines, first + 1) : end;
  }

  const opener = first === 0 ? lineOpening(context) : before;
  const insideBlock = opener !== null && opensBlock(opener, language);
  const firstLine = first === 0 ? before + lines[0]! : lines[first]!;
  if (multiline === 'always') return end;
  if (multiline === 'never' || (!insideBlock && !opensBlock(firstLine, language))) return lengthOf(lines, first + 1);

  const floor = insideBlock ? indentOf(opener) : indentOf(firstLine);
  for (let index = first + 1; index < lines.length; index++) {
    const line = lines[index]!;
    if (line.trim() === '' || indentOf(line) > floor) continue;
    // The first letter of a line shows that the block ended before it. A closer may still grow: `}` to `});`.
    const closes = indentOf(line) === floor && closesBlock(line, language);
    if (!closes) return lengthOf(lines, index);
    return index < whole ? lengthOf(lines, index + 1) : end;
  }
  return end;
}

/** Length of an unfinished text that can be shown without cutting a word: its whole lines, or words; null for none. */
export function wholeWords(text: string): number | null {
  const length = text.trimEnd().includes('\n') ? text.lastIndexOf('\n') : text.replace(lastWord, '').length;
  return text.slice(0, length).trim() === '' ? null : length;
}

/** The same if the text is worth reading at rest; a bracket or a keyword alone is not. */
export function readableWords(text: string): number | null {
  const length = wholeWords(text);
  const shown = text.slice(0, length ?? 0).trim();
  const words = shown.match(/[\w\p{L}]+/gu)?.length ?? 0;
  const minWords = text.trimEnd().includes('\n') ? minReadableWords.wholeLines : minReadableWords.withinLine;
  return words >= minWords || shown.length >= minReadableCharacters ? length : null;
}

/** The last line above the cursor that is not blank; null if the cursor's line has text before the cursor. */
function lineOpening(context: CursorContext): string | null {
  if (lineBefore(context).trim() !== '') return null;
  return context.prefix.trimEnd().split('\n').at(-1) ?? null;
}

/** The length of the first `count` lines, without the last one's line end. */
function lengthOf(lines: string[], count: number): number {
  return lines.slice(0, count).join('\n').length;
}
