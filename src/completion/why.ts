import type { CursorContext } from './cursorContext.ts';
import type { Dropped } from './suggestion.ts';
import { droppedByFit, fit } from './fit/fit.ts';
import type { CompletionRequest } from './requests/completionRequest.ts';

/** What has become of the completion for a place. */
export type Why =
  | {
      kind:
        /** There is nobody to ask. */
        | 'unconfigured'
        /** The keys have not rested long enough. */
        | 'waiting'
        /** No text has come yet. */
        | 'asking'
        /** The last request has failed, and the host is left alone for a while. */
        | 'resting'
        /** A place where nothing is asked without being told to. */
        | 'quiet'
        /** Nothing may be asked without being told to: the budget is used up. */
        | 'withheld'
        /** Nobody has asked. */
        | 'unasked'
        /** The model had nothing to say. */
        | 'empty'
        /** The model's text has come to its end here. */
        | 'ended';
    }
  | ({ kind: 'filtered' } & Dropped)
  /** CompletionCache has text, and VS Code was given so many characters of it. */
  | { kind: 'given'; characters: number; handedOut: number };

/**
 * @param rest what is left of the request's text at the place
 * @param handedOut how many characters of it VS Code was given
 */
export function whyOf(request: CompletionRequest, rest: string, handedOut: number, context: CursorContext): Why {
  const suggestion = fit(rest, context, request.arrival);
  if (suggestion) return { kind: 'given', characters: suggestion.text.length, handedOut };
  if (request.outcome === null) return { kind: 'asking' };
  const dropped = request.droppedBy ?? droppedByFit(rest, context);
  if (dropped) return { kind: 'filtered', ...dropped };
  return { kind: request.text.trim() === '' ? 'empty' : 'ended' };
}
