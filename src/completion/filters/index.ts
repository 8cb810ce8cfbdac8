import type { CursorContext } from '../cursorContext.ts';
import { closersAfterCursor } from './closersAfterCursor.ts';
import { codeFences } from './codeFences.ts';
import { controlCharacters } from './controlCharacters.ts';
import type { Cleaner, Filter, Suggestion } from './filter.ts';
import { indentation } from './indentation.ts';
import { leadingBlankLines } from './leadingBlankLines.ts';
import { leadingSpace } from './leadingSpace.ts';
import { needlessClosers } from './needlessClosers.ts';
import { overClosed } from './overClosed.ts';
import { promptMarkers } from './promptMarkers.ts';
import { repeatedLines } from './repeatedLines.ts';
import { repetition } from './repetition.ts';
import { suffixOverlap } from './suffixOverlap.ts';
import { trailingSpace } from './trailingSpace.ts';

export { repeatsItself } from './repetition.ts';
export { reachesSuffix } from './repeatedLines.ts';

/** In the order in which they run. */
const cleaners: readonly Cleaner[] = [
  controlCharacters,
  promptMarkers,
  codeFences,
  leadingBlankLines,
  leadingSpace,
  indentation,
  repetition,
  overClosed,
  needlessClosers,
];

/** In the order in which they run. */
const filters: readonly Filter[] = [closersAfterCursor, repeatedLines, suffixOverlap, trailingSpace];

/** What the model gave, made fit for the place it was asked for: the text that the user may then type along with. */
export function cleaned(text: string, context: CursorContext): string {
  return cleaners.reduce((sofar, clean) => clean(sofar, context), text);
}

/**
 * What is shown of a cleaned text, or of its rest after the user has typed the beginning, at the place where the cursor
 * is now; null where nothing is worth showing.
 */
export function fitted(text: string, context: CursorContext): Suggestion | null {
  let before: Suggestion;
  let suggestion: Suggestion = { text, replaces: 0 };
  // A cut may uncover what another filter has to cut. Every round but the last makes the text shorter.
  do {
    before = suggestion;
    suggestion = filters.reduce((sofar, fit) => fit(sofar, context), { text: before.text, replaces: 0 });
  } while (suggestion.text !== before.text);
  return suggestion.text.trim() === '' || addsNothing(suggestion, context) ? null : suggestion;
}

/** What is shown of a text at the very place it was asked for, or null where nothing is worth showing. */
export function filtered(text: string, context: CursorContext): Suggestion | null {
  return fitted(cleaned(text, context), context);
}

function addsNothing({ text, replaces }: Suggestion, { suffix }: CursorContext): boolean {
  return text === suffix.slice(0, replaces);
}
