import { type CursorContext, lineAfter, lineBefore } from '../cursorContext.ts';
import { alreadyClosed } from './alreadyClosed.ts';
import { beginsWithCloser, type Brackets, bracketsOf, closersOnly } from './brackets.ts';
import type { Filter } from './filter.ts';

/** A shorter overlap can be chance: `class` before `s`. */
const tellingLength = 3;
const letter = /[\w\p{L}]/u;
/** Only what says the same over and over has more overlaps that may be one, and in it they are all alike. */
const mostTried = 16;

/** Cuts the text where it goes on with what stands after the cursor on its line: the whole of it, or how it begins. */
export const suffixOverlap: Filter = (suggestion, context) => {
  const rest = lineAfter(context).trimEnd();
  if (rest === '' || suggestion.replaces > 0) return suggestion;
  const { text } = suggestion;
  const end = wholeOverlap(text, rest, context) ?? partialOverlap(text, context) ?? text.length;
  return { text: text.slice(0, end), replaces: 0 };
};

/** Where the first line of the text begins that ends like the cursor's line. */
function wholeOverlap(text: string, rest: string, context: CursorContext): number | null {
  const isTelling = rest.trim().length >= tellingLength && !closersOnly.test(rest);
  if (beginsWithCloser.test(rest) && closersOnly.test(rest)) return null;
  return firstBalanced(lineEndings(text, rest, isTelling), text, rest, context);
}

/** Where lines of the text begin to end like the cursor's line; any line's end tells, or the last one's alone. */
function* lineEndings(text: string, rest: string, anyLine: boolean): Generator<number> {
  let end = 0;
  for (const line of text.split('\n')) {
    const start = end + line.trimEnd().length - rest.length;
    const isLast = end + line.length === text.length;
    if (start >= end && line.trimEnd().endsWith(rest) && (anyLine || isLast)) yield start;
    end += line.length + 1;
  }
}

/** Where the end of the text begins that is also the beginning of what stands after the cursor. */
function partialOverlap(text: string, context: CursorContext): number | null {
  const own = text.trimEnd();
  return firstBalanced(tellingOverlaps(own, context), own, lineAfter(context), context);
}

function* tellingOverlaps(own: string, context: CursorContext): Generator<number> {
  for (const length of overlaps(own, context.suffix)) {
    const start = own.length - length;
    const overlap = own.slice(start);
    const isTelling = overlap.trim().length >= tellingLength && letter.test(overlap);
    if (isTelling ? startsWord(own, start, context) : isPunctuation(overlap)) yield start;
  }
}

/** Brackets and quotes are not for counting characters: they have a filter of their own. */
function isPunctuation(overlap: string): boolean {
  return overlap.trim() !== '' && /^[^\w\p{L})\]}'"`>]+$/u.test(overlap);
}

function startsWord(text: string, at: number, { prefix }: CursorContext): boolean {
  const before = at > 0 ? text[at - 1]! : (prefix.at(-1) ?? '');
  return !(letter.test(before) && letter.test(text[at]!));
}

/**
 * The first start from which on the brackets agree that what the text has stands after the cursor already. `g(a) + b` in
 * `f(█) + b` does not: its bracket is its own.
 */
function firstBalanced(starts: Iterable<number>, text: string, rest: string, context: CursorContext): number | null {
  const { language } = context;
  let tried = 0;
  let brackets: { before: Brackets; lastCloser: number; closersAhead: number; closes: boolean } | null = null;
  for (const start of starts) {
    if (++tried > mostTried) return null;
    if (brackets === null) {
      const before = bracketsOf(lineBefore(context), { language });
      const lastCloser = bracketsOf(text, { language, quote: before.quote }).closers.at(-1)?.at ?? -1;
      const closersAhead = bracketsOf(rest, { language }).closers.length;
      brackets = { before, lastCloser, closersAhead, closes: alreadyClosed(text, context) !== null };
    }
    const { before, lastCloser, closersAhead, closes } = brackets;
    if (lastCloser >= start + rest.length && before.open.length > 0) continue;
    if (lastCloser >= start && lastCloser < start + rest.length && !closes) continue;
    const { open } = bracketsOf(text.slice(0, start), { language, quote: before.quote });
    if (open.length === 0 || before.open.length + open.length <= closersAhead) return start;
  }
  return null;
}

/** The lengths of all ends of the text that the suffix begins with, the longest first (Knuth, Morris and Pratt). */
function* overlaps(text: string, suffix: string): Generator<number> {
  const pattern = suffix.slice(0, text.length);
  const shorter = [0];
  const extend = (length: number, character: string) => {
    while (length > 0 && (length === pattern.length || pattern[length] !== character)) length = shorter[length - 1]!;
    return pattern[length] === character ? length + 1 : length;
  };
  for (let i = 1; i < pattern.length; i++) shorter.push(extend(shorter[i - 1]!, pattern[i]!));
  let length = 0;
  for (const character of text.split('')) length = extend(length, character);
  for (; length > 0; length = shorter[length - 1]!) yield length;
}
