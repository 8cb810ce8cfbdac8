import { lineAfter } from '../cursorContext.ts';
import { closersOnly, closesQuote, unmatchedClosers } from './brackets.ts';
import type { Filter } from './filter.ts';

/** A shorter overlap within a line can be chance: `class` before `s`. */
const tellingLength = 3;

/** Cuts from the text's end what stands already after the cursor. */
export const suffixOverlap: Filter = (suggestion, context) => {
  const { text } = suggestion;
  const { suffix } = context;
  const rest = lineAfter(context).trimEnd();
  for (let length = Math.min(text.length, suffix.length); length > 0; length--) {
    const overlap = suffix.slice(0, length);
    if (!text.endsWith(overlap) || overlap.trim() === '') continue;
    if (isRepetition(overlap, text, rest)) return { ...suggestion, text: text.slice(0, -length) };
  }
  return suggestion;
};

/** A bracket at the end repeats one after the cursor only if it closes nothing in the text: `a)` but not `f(a)`. */
function isRepetition(overlap: string, text: string, rest: string): boolean {
  if (!closersOnly.test(overlap)) return overlap.length >= tellingLength || overlap.startsWith(rest);
  const brackets = overlap.replace(/[^)\]}]/g, '');
  if (brackets !== '') return unmatchedClosers(text).endsWith(brackets);
  return /[;,]/.test(overlap) || closesQuote(text);
}
