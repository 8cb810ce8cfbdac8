import { type CursorContext, lineAfter, lineBefore } from './cursorContext.ts';
import { indentOf, opensBlock } from '../language/lines.ts';

/** Looks for its beginning only where a word begins: from every letter of a long one it would take for ever. */
const lastWord = /(?<![\w\p{L}])[\w\p{L}]+$/u;
const closesBlock = /^\s*(?:[)\]}]|end\b|<\/)/;

/** How far ghost text goes: to the end of the line, or of the block that begins there; to the answer's end; one line. */
export type Multiline = 'auto' | 'always' | 'never';

/** Minimum number of words that make a text worth reading. A choice: `return`, `bytes[i] =` and `} else {` are not. */
const minReadableWords = { withinLine: 3, wholeLines: 2 };
/** Minimum number of characters for the same, for languages without spaces between words. A choice. */
const minReadableCharacters = 24;

/**
 * How much of the text so far is worth showing: its length, or null while more has to come. One line where the line is
 * the unit, the whole block where a block begins; read from indentation, so that it holds in any language.
 */
export function sensibleStop(
  text: string,
  isRunning: boolean,
  context: CursorContext,
  multiline: Multiline = 'auto',
): number | null {
  const lines = text.split('\n');
  // The last line is not known to be whole before the next begins.
  const whole = isRunning ? lines.length - 1 : lines.length;
  const end = isRunning ? null : text.length;
  const { language } = context;
  const before = lineBefore(context);
  const first = lines.findIndex(
    (line, index) => line.trim() !== '' && (index === 0 ? before + line : line).trim() !== '',
  );
  if (first < 0 || first >= whole) return end;
  if (/[\p{L}\p{N}_]/u.test(lineAfter(context))) {
    // The line break before what follows belongs to the text.
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
    // The first letter of a line tells that the block has ended before it; a closer may still grow: `}` to `});`.
    const closes = indentOf(line) === floor && closesBlock.test(line);
    if (!closes) return lengthOf(lines, index);
    return index < whole ? lengthOf(lines, index + 1) : end;
  }
  return end;
}

/** How much of a text that is not whole can be shown without cutting a word: its whole lines, or words; null for none. */
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

/** The line above that opens the block which the cursor's blank line stands in; null where there is none. */
function lineOpening(context: CursorContext): string | null {
  if (lineBefore(context).trim() !== '') return null;
  return context.prefix.trimEnd().split('\n').at(-1) ?? null;
}

/** The length of the first `count` lines, without the last one's line end. */
function lengthOf(lines: string[], count: number): number {
  return lines.slice(0, count).join('\n').length;
}
