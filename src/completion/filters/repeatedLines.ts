import { type CursorContext, lineAfter, lineBefore } from '../cursorContext.ts';
import { alreadyClosed } from './alreadyClosed.ts';
import { bracketsOf } from './brackets.ts';
import type { Filter } from './filter.ts';
import { indentOf, isBlank, lineAbove } from './lines.ts';

/** Lines with fewer characters, white space apart, come again by right. */
const tellingLength = 4;
/** The beginning of a line tells less: half the statements begin with `return`. */
const tellingBeginning = 8;
/** Such a line comes again by right, too, unless it stands less deep than all that the text began. */
const endsBlock = /^\s*(?:<\/|(?:end|fi|done|esac)\b)/;

/** Brackets that a line closes, and nothing else, white space apart. */
const closersAlone = /^[)\]}][)\]};,]*$/;

/** Cuts the text where it begins to repeat the lines that stand below the cursor, be their white space another or not. */
export const repeatedLines: Filter = (suggestion, context) => {
  const suffix = context.suffix.slice(suggestion.replaces);
  const start = repetitionStart(suggestion.text, { ...context, suffix });
  return start === null ? suggestion : { ...suggestion, text: suggestion.text.slice(0, start) };
};

/** Whether the whole lines of a text have reached what stands below the cursor, so that its stream can end. */
export function reachesSuffix(text: string, context: CursorContext): boolean {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1).trimEnd();
  return whole !== '' && repetitionStart(whole, context) !== null;
}

/** Where the text begins to repeat the lines below the cursor, or null. */
function repetitionStart(text: string, context: CursorContext): number | null {
  const below = context.suffix
    .split('\n')
    .slice(1)
    .filter((line) => !isBlank(line));
  if (below.length === 0) return null;
  const atLineEnd = isBlank(lineAfter(context));
  const above = lineAbove(context.prefix);
  // With the part before the cursor, so that the same lines are compared while the user types along.
  const lines = text.split('\n');
  const beginsOnLine = !isBlank(lines[0]!);
  lines[0] = lineBefore(context) + lines[0]!;
  const added = text.length - lines.join('\n').length;

  let leastIndent = Infinity;
  const repeated = lines.findIndex((line, index) => {
    const isRepeated = index > 0 && comesAgain(line, index === lines.length - 1, leastIndent, below[0]!, context);
    if (!isBlank(line)) leastIndent = Math.min(leastIndent, indentOf(line));
    return isRepeated;
  });
  const kept = repeated < 0 ? lines : lines.slice(0, repeated);
  const closer = atLineEnd ? closerBelow(text, lines, above, below[0]!, context) : null;
  if (atLineEnd && beginsOnLine && closer === null && repeatsAll(kept, above, below, context)) return 0;
  const cut = Math.min(repeated < 0 ? Infinity : kept.join('\n').length + added, closer ?? Infinity);
  return cut === Infinity ? null : cut;
}

/** Whether a line of the text is the next one below: as deep at most, and whole unless the text ends in it. */
function comesAgain(line: string, isLast: boolean, leastIndent: number, next: string, context: CursorContext): boolean {
  const indent = indentOf(line);
  if (isBlank(line) || indent > indentOf(next)) return false;
  if (!isSame(line, next) && !closeAlike(line, next)) return isLast && begins(line, next);
  if (isTelling(line)) return true;
  const endsOuter = leastIndent < Infinity && indent < leastIndent;
  if (!endsOuter || !isBlank(lineAfter(context))) return false;
  // No two outer blocks in succession end at the same depth, whatever the brackets far above make of it.
  return indent === indentOf(next) || !bracketsTell(line, context);
}

/** Whether the text is, from its first line on, what stands below: its last line may be cut short, or go beyond it. */
function repeatsAll(lines: string[], above: string | null, below: string[], context: CursorContext): boolean {
  const first = lines[0]!;
  if (indentOf(first) > indentOf(below[0]!)) return false;
  if (!isTelling(first)) {
    if (above === null || indentOf(above) <= indentOf(first) || bracketsTell(first, context)) return false;
  }
  const own = lines.filter((line) => !isBlank(line));
  return own.every((line, index) => {
    const other = below[index];
    if (other === undefined || isSame(line, other)) return true;
    return index === own.length - 1 && (index > 0 ? keyOf(other).startsWith(keyOf(line)) : begins(line, other));
  });
}

/** Where the text closes the bracket that the next line closes; not where it closes one that stands deeper. */
function closerBelow(
  text: string,
  lines: string[],
  above: string | null,
  next: string,
  context: CursorContext,
): number | null {
  const at = alreadyClosed(text, context);
  if (at === null || !next.trimStart().startsWith(text[at]!)) return null;
  const index = text.slice(0, at).split('\n').length - 1;
  const line = lines[index]!;
  const previous = lines.slice(0, index).findLast((other) => !isBlank(other)) ?? above;
  // A closer as deep as the line above it stands where the cursor happens to be: the editor would move it.
  const standsRight = previous !== null && indentOf(line) < indentOf(previous);
  return standsRight && indentOf(line) > indentOf(next) ? null : at;
}

/** Whether a line closes what is open before the cursor, so that there is no need to guess from indentation. */
function bracketsTell(line: string, { prefix, language }: CursorContext): boolean {
  return /^\s*[)\]}]/.test(line) && bracketsOf(prefix, { language }).open.length > 0;
}

function isTelling(line: string): boolean {
  return keyOf(line).length >= tellingLength && /\w/.test(line) && !endsBlock.test(line);
}

function begins(line: string, other: string): boolean {
  return keyOf(line).length >= tellingBeginning && keyOf(other).startsWith(keyOf(line));
}

function isSame(line: string, other: string): boolean {
  return keyOf(line) === keyOf(other);
}

/** Whether two lines close the same brackets, one of them with more behind: `}` and `},`. */
function closeAlike(line: string, other: string): boolean {
  const [shorter, longer] = [keyOf(line), keyOf(other)].sort((a, b) => a.length - b.length) as [string, string];
  return closersAlone.test(longer) && shorter !== '' && longer.startsWith(shorter);
}

function keyOf(line: string): string {
  return line.replace(/\s+/g, '');
}
