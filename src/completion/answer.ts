import type { Clock } from '../mistral/clock.ts';
import { type CursorContext, lineAfter } from './cursorContext.ts';
import { beginsWithCloser } from './filters/brackets.ts';
import type { Suggestion } from './filters/filter.ts';
import { emptiedByFilter, fitted } from './filters/index.ts';
import type { InFlight } from './inFlight.ts';
import { type Multiline, readableWords, sensibleStop, wholeWords } from './stop.ts';
import { atMost } from './wait.ts';

/** What a request comes to at a place: the ghost text, or why there is none. */
export type Answer =
  /** `isWhole`: it goes to a sensible end. */
  | { suggestion: Suggestion; isWhole: boolean }
  | { suggestion: null; reason: 'empty' | 'contradicted' | 'failed' }
  | { suggestion: null; reason: 'filtered'; filter: string };

/**
 * How long a sensible end is waited for, in milliseconds: from the first word where the user rests, from the call where
 * they have asked for it. Then the text is shown as far as it is.
 */
const patienceMs = { resting: 100, explicit: 1_500 };

/** Who has hit no key for so long while the text was on its way rests, in milliseconds: two keys of a slow typist. */
const typingMs = 300;

/** What an answer is made for. */
export interface Wanted {
  context: CursorContext;
  /** What is left of the request's text at the place; null where it is contradicted there. */
  restOf: (request: InFlight) => string | null;
  multiline: Multiline;
  clock: Clock;
  /** Whether the user has typed on since the request was made: then a text is shown at once, and the next key enlarges it. */
  isTypedAlong: boolean;
  /** Whether a text may be shown before its sensible end. */
  mayBeEarly: boolean;
}

/** How much of a text that is not at a sensible end may be shown; null where none. */
type Early = (text: string) => number | null;

/** The answer of a request that runs or has ended, as soon as there is one; undefined when the signal aborts before. */
export async function answerOf(request: InFlight, wanted: Wanted, signal: AbortSignal): Promise<Answer | undefined> {
  const { clock, context, isTypedAlong, mayBeEarly } = wanted;
  const called = clock.now();
  await request.until(() => (request.firstTextAt !== null || request.outcome !== null ? true : undefined), signal);
  if (!mayBeEarly) return request.until(() => wholeAnswer(request, wanted), signal);
  const isTyping = isTypedAlong && clock.now() - called < typingMs;
  if (isTyping && !context.explicit) return request.until(() => decide(request, wanted, wholeWords), signal);
  const until = context.explicit ? called + patienceMs.explicit : (request.firstTextAt ?? 0) + patienceMs.resting;
  const whole = await atMost(until - clock.now(), clock, signal, (within) =>
    request.until(() => wholeAnswer(request, wanted), within),
  );
  return whole ?? request.until(() => decide(request, wanted, readableWords), signal);
}

/** The answer that goes to a sensible end, or says why there is none; undefined while more of the text has to come. */
export function wholeAnswer(request: InFlight, wanted: Wanted): Answer | undefined {
  return decide(request, wanted, null);
}

function decide(request: InFlight, { context, restOf, multiline }: Wanted, early: Early | null): Answer | undefined {
  const { outcome } = request;
  const text = restOf(request);
  if (text === null) return { suggestion: null, reason: outcome === 'failed' ? 'failed' : 'contradicted' };
  const end = sensibleStop(text, outcome === null, context, multiline);
  const stop = end ?? early?.(text) ?? null;
  if (stop === null) return undefined;
  const suggestion = fittedFrom(text, stop, context);
  // Too little to show, or its closers are still to come.
  if (suggestion === null && outcome === null && (early || hasClosersAhead(context))) return undefined;
  if (suggestion) return { suggestion, isWhole: end !== null };
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
