import type { CursorContext } from '../cursorContext.ts';
import { closersAfterCursor } from './closersAfterCursor.ts';
import { controlCharacters } from './controlCharacters.ts';
import type { Filter, Suggestion } from './filter.ts';
import { repeatedLines } from './repeatedLines.ts';
import { suffixOverlap } from './suffixOverlap.ts';
import { trailingSpace } from './trailingSpace.ts';

/** In the order in which they run. */
const filters: readonly Filter[] = [controlCharacters, repeatedLines, suffixOverlap, closersAfterCursor, trailingSpace];

/** The text as it is shown, or null where nothing is worth showing. */
export function filtered(text: string, context: CursorContext): Suggestion | null {
  let suggestion: Suggestion | null = { text, replaces: 0 };
  for (const filter of filters) {
    suggestion = filter(suggestion, context);
    if (suggestion === null || suggestion.text.trim() === '') return null;
  }
  return suggestion;
}
