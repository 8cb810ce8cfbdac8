import type { Clock } from '../mistral/clock.ts';
import { type CursorContext, lineAfter } from './cursorContext.ts';
import { beginsWithCloser } from './filters/brackets.ts';
import type { Suggestion } from './filters/filter.ts';
import { emptiedByFilter, fitted } from './filters/index.ts';
import type { InFlight } from './inFlight.ts';
import { sensibleStop, wholeWords } from './stop.ts';

/** What a request comes to at a place: the ghost text, or why there is none. */
export type Answer =
  | { suggestion: Suggestion }
  | { suggestion: null; reason: 'empty' | 'contradicted' | 'failed' }
  | { suggestion: null; reason: 'filtered'; filter: string };

/**
 * A text that takes longer than this from its first word to a sensible end is shown as far as it is; at once while the
 * user types along, since the next key enlarges it. In milliseconds.
 */
const patienceMs = 60;

/** What an answer is made for. */
export interface Wanted {
  context: CursorContext;
  /** What is left of the request's text at the place; null where it is contradicted there. */
  restOf: (request: InFlight) => string | null;
  clock: Clock;
  /** Whether the user has typed on since the request was made. */
  isTypedAlong: boolean;
  /** Whether a text may be shown before its sensible end. */
  mayBeEarly: boolean;
}

/** The answer of a request that runs or has ended, as soon as there is one; undefined when the signal aborts before. */
export async function answerOf(request: InFlight, wanted: Wanted, signal: AbortSignal): Promise<Answer | undefined> {
  const { clock, isTypedAlong, mayBeEarly } = wanted;
  await request.until(() => (request.firstTextAt !== null || request.outcome !== null ? true : undefined), signal);
  const patience = isTypedAlong ? 0 : (request.firstTextAt ?? 0) + patienceMs - clock.now();
  if (!mayBeEarly) return request.until(() => decide(request, wanted, false), signal);
  if (patience > 0) {
    const within = new AbortController();
    const timer = clock.setTimeout(() => within.abort(), patience);
    const patient = AbortSignal.any([signal, within.signal]);
    const answer = await request.until(() => decide(request, wanted, false), patient);
    clock.clearTimeout(timer);
    if (answer) return answer;
  }
  return request.until(() => decide(request, wanted, true), signal);
}

/** Undefined while more of the text has to come. */
function decide(request: InFlight, { context, restOf }: Wanted, isEarly: boolean): Answer | undefined {
  const { outcome } = request;
  const text = restOf(request);
  if (text === null) return { suggestion: null, reason: outcome === 'failed' ? 'failed' : 'contradicted' };
  const stop = sensibleStop(text, outcome === null, context) ?? (isEarly ? wholeWords(text) : null);
  if (stop === null) return undefined;
  const suggestion = fittedFrom(text, stop, context);
  // Too little to show, or its closers are still to come.
  if (suggestion === null && outcome === null && (isEarly || hasClosersAhead(context))) return undefined;
  if (suggestion) return { suggestion };
  const filter = (request.emptied ?? emptiedByFilter(text, context))?.filter;
  return filter === undefined ? { suggestion, reason: 'empty' } : { suggestion, reason: 'filtered', filter };
}

/** Where closers that stand after the cursor come in the text only on a later line, it is shown as far as that line. */
function fittedFrom(text: string, stop: number, context: CursorContext): Suggestion | null {
  const suggestion = fitted(text.slice(0, stop), context);
  const next = text.indexOf('\n', stop + 1);
  if (suggestion || next < 0 || !hasClosersAhead(context)) return suggestion;
  return fittedFrom(text, next, context);
}

function hasClosersAhead(context: CursorContext): boolean {
  return beginsWithCloser.test(lineAfter(context));
}
