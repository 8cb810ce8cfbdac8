import type { Clock } from '../base/clock.ts';
import { withTimeLimit } from '../base/wait.ts';
import type { CursorContext } from './cursorContext.ts';
import { droppedByFit, fit } from './fit/fit.ts';
import { beginsLikeSuffix } from './fit/overlap.ts';
import type { CacheMatch } from './requests/completionCache.ts';
import { type Multiline, readableWords, sensibleStop, wholeWords } from './shownExtent.ts';
import type { Suggestion } from './suggestion.ts';

/** The ghost text of a request at a position, or the reason for none. */
export type Decision =
  /** `isWhole`: the text reaches its sensible end. */
  | { suggestion: Suggestion; isWhole: boolean }
  | { suggestion: null; reason: 'empty' | 'contradicted' | 'failed' }
  | { suggestion: null; reason: 'filtered'; filter: string };

/** A match at a position, and the conditions under which its text is shown. */
export interface Placement {
  match: CacheMatch;
  context: CursorContext;
  multiline: Multiline;
  clock: Clock;
  /** Whether the user has typed since the request was made. Then text is shown at once, and the next key adds to it. */
  isTypedAlong: boolean;
  /** Whether a text may be shown before its sensible end. */
  canBeEarly: boolean;
}

/**
 * Maximum wait for a sensible end, in milliseconds: at rest from the first text on, after an explicit trigger from the
 * call on. `npm run bench -- --rest`: with 60 ms and any whole word at rest, the first text came after 244 ms instead
 * of 263, and 49 texts of 64 were replaced by a longer one instead of 36. The wait after a trigger is a choice.
 */
const waitMs = { resting: 100, explicit: 1_500 };

/**
 * The user rests if no key was hit for this time, in milliseconds. A choice: two slow keys. A command for longer text
 * that meets a key can leave VS Code without a text for that key (1.139.1).
 */
export const typingMs = 300;

/** The length of a text before its sensible end that may be shown; null for none. */
type Early = (text: string) => number | null;

/** The decision about a request that runs or has ended, as soon as there is one; undefined if the signal aborts before. */
export async function firstDecision(placement: Placement, signal: AbortSignal): Promise<Decision | undefined> {
  const { clock, context, isTypedAlong, canBeEarly } = placement;
  const { request } = placement.match;
  const called = clock.now();
  await request.until(() => (request.firstTextAt !== null || request.outcome !== null ? true : undefined), signal);
  if (!canBeEarly) return request.until(() => wholeDecision(placement), signal);
  const isTyping = isTypedAlong && clock.now() - called < typingMs;
  if (isTyping && !context.explicit) return request.until(() => decide(placement, wholeWords), signal);
  const until = context.explicit ? called + waitMs.explicit : (request.firstTextAt ?? 0) + waitMs.resting;
  const left = until - clock.now();
  const whole = (within: AbortSignal) => request.until(() => wholeDecision(placement), within);
  const inTime = left > 0 ? await withTimeLimit(left, clock, signal, whole) : undefined;
  return inTime ?? request.until(() => decide(placement, readableWords), signal);
}

/** The decision with the text up to its sensible end; undefined until that has arrived. */
export function wholeDecision(placement: Placement): Decision | undefined {
  return decide(placement, null);
}

function decide({ match, context, multiline }: Placement, early: Early | null): Decision | undefined {
  const { request, rest } = match;
  const { outcome, arrival } = request;
  if (rest === null) return { suggestion: null, reason: outcome === 'failed' ? 'failed' : 'contradicted' };
  const whole = fit(rest, context, arrival);
  if (whole === null) {
    if (outcome === null) return undefined;
    const filter = (request.droppedBy ?? droppedByFit(rest, context))?.filter;
    return filter === undefined
      ? { suggestion: null, reason: 'empty' }
      : { suggestion: null, reason: 'filtered', filter };
  }
  const end = sensibleStop(whole.settled, !whole.isEnd, context, multiline);
  const stop = end ?? early?.(whole.settled) ?? null;
  if (stop === null) return undefined;
  const { text, replaces } = stop >= whole.text.trimEnd().length ? whole : partOf(whole, stop, context);
  return { suggestion: { text, replaces }, isWhole: end !== null };
}

/**
 * A part of a text that fits, up to `stop` or the end of a later line: the first that adds to the text after the
 * cursor, and has all closers right of the cursor that the whole text replaces.
 */
function partOf(whole: Suggestion, stop: number, context: CursorContext): Suggestion {
  const { text, replaces } = whole;
  if (stop >= text.length) return whole;
  const part = text.slice(0, stop).trimEnd();
  const fitted = replaces > 0 ? fit(part, context, 'part') : { text: part, replaces: 0 };
  if (fitted?.replaces === replaces && !beginsLikeSuffix(part, context)) return { text: fitted.text, replaces };
  const next = text.indexOf('\n', stop + 1);
  return partOf(whole, next < 0 ? text.length : next, context);
}
