import { indentOf, maxCodeLine } from '../../language/lines.ts';
import type { CursorContext } from '../cursorContext.ts';
import type { Arrival } from '../suggestion.ts';
import { type Place, placeAt } from './place.ts';
import { endsThatBegin, squeezed } from './withoutSpace.ts';

/** Position where an answer begins to repeat the text after the cursor. */
export interface Overlap {
  /** In characters from the answer's beginning. */
  start: number;
  /** Whether it is unlikely to be chance. */
  isTelling: boolean;
}

/** Minimum number of repeated characters of the line's rest that are not chance, unlike `s` after `class`. A choice. */
const minTelling = 3;
/** The same for a line that the user has begun. A choice. */
const minLine = 8;
/** Maximum number of ends of an answer tried as an overlap. A choice: only repetitive text has more. */
const maxTried = 6;

/** Overlaps of the end of the answer, or of its first line, with the text after the cursor, white space apart. */
export function overlapsOf(answer: string, place: Place, arrival: Arrival): Overlap[] {
  const found: Overlap[] = [];
  const isInLine = place.rest.trim() !== '';
  const [first] = answer.split('\n', 1);
  const rest = place.rest.trimEnd();
  if (isInLine && first!.length < answer.trimEnd().length && first!.trimEnd().endsWith(rest)) {
    const start = first!.trimEnd().length - rest.length;
    if (!splitsWord(answer, start, place.before)) found.push({ start, isTelling: isLong(rest, place) });
  }
  const own = squeezed(answer);
  const other = place.squeezedSuffix;
  let tried = 0;
  for (const length of endsThatBegin(own.text, other.text)) {
    if (++tried > maxTried) break;
    const start = own.at[own.at.length - length]!;
    if (splitsWord(answer, start, place.before)) continue;
    const overlap = place.suffix.slice(0, other.at[length - 1]! + 1);
    if (isInLine) {
      found.push({ start: beforeSpace(answer, start, place), isTelling: isTellingRest(overlap, answer, start, place) });
      continue;
    }
    // A model that continues with the lines below repeats whole lines, unless it is cut off.
    const isWhole = closesOnly(place, overlap) || arrival === 'cut off';
    if (!isWhole || !beginsLine(answer, start, overlap, place)) continue;
    found.push({
      start: beforeSpace(answer, start, place),
      isTelling: /\p{L}|^\P{N}+$|\n\s*\S[^]*\n\s*\S/u.test(overlap),
    });
  }
  if (!isInLine && place.before.trim() !== '' && isLineBelow(answer, place)) found.push({ start: 0, isTelling: true });
  return found;
}

/** Whether an answer makes the cursor's line equal to the lines below it. */
function isLineBelow(answer: string, { before, squeezedSuffix }: Place): boolean {
  if (before.length > maxCodeLine) return false;
  const line = squeezed(before + answer).text;
  return line.length >= minLine && squeezedSuffix.text.startsWith(line);
}

/** Whether only closers follow an overlap on its line. */
function closesOnly({ suffix }: Place, overlap: string): boolean {
  return /^[)\]};,]*\s*(?:\n|$)/.test(suffix.slice(overlap.length));
}

/** Whether an overlap begins a line of the answer that is no deeper than the line below. */
function beginsLine(answer: string, start: number, overlap: string, { before }: Place): boolean {
  const head = (before + answer.slice(0, start)).split('\n').at(-1)!;
  return head.trim() === '' && indentOf(head) <= indentOf(overlap.slice(overlap.search(/[^\n]*\S/)));
}

/** Whether a beginning of the line's rest at the end of the answer is unlikely to be intended twice. */
function isTellingRest(overlap: string, answer: string, start: number, place: Place): boolean {
  const own = overlap.trim();
  // The scanner finds duplicate closers, by their openers.
  const ahead = place.closersAhead(Infinity);
  if (ahead > 0 && ahead >= overlap.trimEnd().replace(/[;,]$/, '').length) return false;
  // `;` may follow `;` legitimately. Brackets are not judged here.
  if (/^[^\p{L}\p{N}_()[\]{}<>'"`]+$/u.test(own)) return answer.slice(0, start).trimEnd().at(-1) !== own.at(-1);
  return isLong(overlap, place);
}

/** Whether a beginning of the line's rest is long enough; the whole rest may be only numbers. */
function isLong(overlap: string, { rest }: Place): boolean {
  const signs = overlap === rest.trimEnd() ? /[\p{L}\p{N}_]/u : /[\p{L}_=+*/?&|<>!:-]/u;
  return overlap.length >= minTelling && signs.test(overlap) && !isClosing(overlap);
}

/** Whether a text has no words except end tags and words that end a block. */
export function isClosing(text: string): boolean {
  return !/[\p{L}\p{N}_]/u.test(text.replace(/<\/[\w.:-]*>|\b(?:end|fi|done|esac)\b/g, ''));
}

/** Offset at which a text cut at `start` ends: before its white space if the suffix begins with white space. */
export function beforeSpace(answer: string, start: number, { suffix }: Place): number {
  return /^\s/.test(suffix) ? answer.slice(0, start).trimEnd().length : start;
}

/** Whether a text only repeats the text after the cursor, white space apart. */
export function beginsLikeSuffix(text: string, context: CursorContext): boolean {
  return placeAt(context).squeezedSuffix.text.startsWith(squeezed(text).text);
}

/** Whether a text begins with the next line of the document, or with the rest of the cursor's. */
export function beginsLineBelow(text: string, { suffix }: Place): boolean {
  const [line] = /[^\n]*\S[^\n]*/.exec(suffix) ?? [''];
  return line !== '' && squeezed(text.slice(0, 2 * line.length + 200)).text.startsWith(squeezed(line).text);
}

/** Length of the part of a running answer that is final. An end that may become a repetition of the suffix is not. */
export function settledLength(answer: string, place: Place): number {
  const own = squeezed(answer);
  for (const length of endsThatBegin(own.text, place.squeezedSuffix.text)) {
    const start = own.at[own.at.length - length]!;
    if (!splitsWord(answer, start, place.before)) return start;
  }
  return answer.length;
}

function splitsWord(answer: string, at: number, before: string): boolean {
  const word = /[\p{L}\p{N}_]/u;
  const last = at > 0 ? answer[at - 1]! : (before.at(-1) ?? '');
  return word.test(last) && word.test(answer[at] ?? '');
}
