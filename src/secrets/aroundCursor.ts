import { userSecretsIn } from './userPatterns.ts';
import { privateKeyLinesIn } from './privateKeyLines.ts';
import { serviceKeysIn } from './serviceKeys.ts';
import { merged, type Span } from './span.ts';

/** A character of a word that a user may be typing. */
const ofWord = /[\w+/=.-]/;

/**
 * Service keys, private keys and what the user's patterns match in the text around a cursor, from left to right. The
 * word at the cursor is none: it changes with each key, and the model has to see what it completes.
 * @param cursor offset in the text
 */
export function secretsAround(text: string, cursor: number, patterns: readonly RegExp[]): Span[] {
  const found = [...serviceKeysIn(text), ...privateKeyLinesIn(text), ...userSecretsIn(text, patterns)];
  if (found.length === 0) return found;
  const word = wordAt(text, cursor);
  return merged(found).filter(({ start, end }) => end < word.start || start > word.end);
}

function wordAt(text: string, cursor: number): Span {
  let start = cursor;
  let end = cursor;
  while (start > 0 && ofWord.test(text[start - 1]!)) start--;
  while (end < text.length && ofWord.test(text[end]!)) end++;
  return { start, end };
}
