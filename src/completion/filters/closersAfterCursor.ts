import { lineAfter } from '../cursorContext.ts';
import { closersOnly, closesQuote, unmatchedClosers } from './brackets.ts';
import type { Filter } from './filter.ts';

/**
 * Takes the closers right of the cursor into the text's range where the text has them itself: `b);` before `)`. VS Code
 * shows a range up to the line's end when the new text keeps every character of it in order (1.139.1).
 */
export const closersAfterCursor: Filter = (suggestion, context) => {
  const rest = lineAfter(context).trimEnd();
  if (rest === '' || !closersOnly.test(rest) || !holdsInOrder(suggestion.text, rest)) return suggestion;
  const brackets = rest.replace(/[^)\]}]/g, '');
  const closesItself =
    brackets === '' ? closesQuote(suggestion.text) : holdsInOrder(unmatchedClosers(suggestion.text), brackets);
  return closesItself ? { ...suggestion, replaces: rest.length } : suggestion;
};

function holdsInOrder(text: string, characters: string): boolean {
  let from = 0;
  for (const character of characters) {
    from = text.indexOf(character, from) + 1;
    if (from === 0) return false;
  }
  return true;
}
