import type { CursorContext } from './cursorContext.ts';
import { droppedByFit, fit } from './fit/fit.ts';
import type { CacheMatch } from './requests/completionCache.ts';
import type { Dropped } from './suggestion.ts';

/** The state of the completion at a position. */
export type Explanation =
  | {
      kind:
        /** No source is configured. */
        | 'unconfigured'
        /** A request waits for the end of the debounce. */
        | 'waiting'
        /** A request runs, and has no text yet. */
        | 'asking'
        /** The circuit breaker is open after a failure, or spaces requests for a rate limit. */
        | 'circuitOpen'
        /** The cursor is inside a word: typing requests nothing. */
        | 'insideWord'
        /** The budget is used up: typing requests nothing. */
        | 'overBudget'
        /** The user has just deleted the text. */
        | 'deleted'
        /** Nothing was requested. */
        | 'notRequested'
        /** The model had no text. */
        | 'empty'
        /** The host's content filter left no text. */
        | 'contentFilter'
        /** The model's text has ended at the position. */
        | 'ended';
    }
  | ({ kind: 'filtered' } & Dropped)
  /** There is a text; VS Code was given `handedOut` characters of it. */
  | { kind: 'given'; characters: number; handedOut: number };

/** @param handedOut number of characters of the match's text that VS Code was given */
export function explainMatch({ request, rest }: CacheMatch, handedOut: number, context: CursorContext): Explanation {
  const suggestion = fit(rest ?? '', context, request.arrival);
  if (suggestion) return { kind: 'given', characters: suggestion.text.length, handedOut };
  if (request.outcome === null) return { kind: 'asking' };
  const dropped = request.droppedBy ?? droppedByFit(rest ?? '', context);
  if (dropped) return { kind: 'filtered', ...dropped };
  if (request.isFiltered) return { kind: 'contentFilter' };
  return { kind: request.text.trim() === '' ? 'empty' : 'ended' };
}
