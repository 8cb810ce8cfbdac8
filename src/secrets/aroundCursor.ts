import type { Steps } from './automaton.ts';
import { privateKeyLinesIn } from './privateKeyLines.ts';
import { serviceKeysIn } from './serviceKeys.ts';
import { merged, type Span } from './span.ts';
import type { UserPattern } from './userPattern.ts';

/** A character of a word that a user may be typing. */
const ofWord = /[\w+/=.-]/;

/**
 * Service keys, private keys, and what matches the user's patterns or may do so, in the text around a cursor, from left to
 * right. The word at the cursor is none: it changes with each key, and the model has to see what it completes.
 * @param cursor offset in the text
 * @param steps for the patterns
 */
export function secretsAround(text: string, cursor: number, patterns: readonly UserPattern[], steps: Steps): Span[] {
  const matches = patterns.map((pattern) => pattern.matchesIn(text, steps));
  const found = [...serviceKeysIn(text), ...privateKeyLinesIn(text), ...matches.flatMap((one) => one.found)];
  const unread = matches.flatMap((one) => one.unread);
  if (found.length + unread.length === 0) return found;
  const word = wordAt(text, cursor);
  const whole = merged(found).filter(({ start, end }) => end < word.start || start > word.end);
  const spans = [...whole, ...unread];
  return [...merged(within(spans, 0, word.start)), ...merged(within(spans, word.end, text.length))];
}

function within(spans: readonly Span[], from: number, to: number): Span[] {
  const parts = spans.map(({ start, end }) => ({ start: Math.max(start, from), end: Math.min(end, to) }));
  return parts.filter(({ start, end }) => start < end);
}

function wordAt(text: string, cursor: number): Span {
  let start = cursor;
  let end = cursor;
  while (start > 0 && ofWord.test(text[start - 1]!)) start--;
  while (end < text.length && ofWord.test(text[end]!)) end++;
  return { start, end };
}
