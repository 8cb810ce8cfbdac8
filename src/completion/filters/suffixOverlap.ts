import { type CursorContext, lineAfter, lineBefore } from '../cursorContext.ts';
import { alreadyClosed } from './alreadyClosed.ts';
import { beginsWithCloser, bracketsOf, closersOnly } from './brackets.ts';
import type { Filter } from './filter.ts';

/** A shorter overlap can be chance: `class` before `s`. */
const tellingLength = 3;
const letter = /[\w\p{L}]/u;

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
  let end = 0;
  for (const line of text.split('\n')) {
    const start = end + line.trimEnd().length - rest.length;
    const isLast = end + line.length === text.length;
    if (start >= end && line.trimEnd().endsWith(rest) && (isTelling || isLast)) {
      if (isBalanced(text, start, rest, context)) return start;
    }
    end += line.length + 1;
  }
  return null;
}

/** Where the end of the text begins that is also the beginning of what stands after the cursor. */
function partialOverlap(text: string, context: CursorContext): number | null {
  const own = text.trimEnd();
  for (const length of overlaps(own, context.suffix)) {
    const start = own.length - length;
    const overlap = own.slice(start);
    const isTelling = overlap.trim().length >= tellingLength && letter.test(overlap);
    if (isTelling ? startsWord(own, start, context) : isPunctuation(overlap)) {
      if (isBalanced(own, start, lineAfter(context), context)) return start;
    }
  }
  return null;
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
 * Whether the brackets agree that what the text has from `start` on stands after the cursor already. `g(a) + b` in
 * `f(█) + b` does not: its bracket is its own.
 */
function isBalanced(text: string, start: number, rest: string, context: CursorContext): boolean {
  const { language } = context;
  const before = bracketsOf(lineBefore(context), { language });
  const { quote } = before;
  const lastCloser = bracketsOf(text, { language, quote }).closers.at(-1)?.at ?? -1;
  if (lastCloser >= start + rest.length && before.open.length > 0) return false;
  if (lastCloser >= start && lastCloser < start + rest.length && alreadyClosed(text, context) === null) return false;
  const { open } = bracketsOf(text.slice(0, start), { language, quote });
  return open.length === 0 || before.open.length + open.length <= bracketsOf(rest, { language }).closers.length;
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
