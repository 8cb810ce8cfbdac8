import type { Clock } from '../base/clock.ts';
import type { CursorContext } from './cursorContext.ts';
import { type Suggestion } from './suggestion.ts';
import { droppedByFit, fit } from './fit/fit.ts';
import { beginsLikeSuffix } from './fit/overlap.ts';
import type { CompletionRequest } from './requests/completionRequest.ts';
import { type Multiline, readableWords, sensibleStop, wholeWords } from './stop.ts';
import { withTimeLimit } from '../base/wait.ts';

/** Result of a request at a position: the ghost text, or the reason why there is none. */
export type Answer =
  /** `isWhole`: the text reaches its sensible end. */
  | { suggestion: Suggestion; isWhole: boolean }
  | { suggestion: null; reason: 'empty' | 'contradicted' | 'failed' }
  | { suggestion: null; reason: 'filtered'; filter: string };

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

/** Conditions for which an answer is made. */
export interface Wanted {
  context: CursorContext;
  /** Rest of the request's text at the position; null if the document contradicts it there. */
  restOf: (request: CompletionRequest) => string | null;
  multiline: Multiline;
  clock: Clock;
  /** Whether the user has typed since the request was made. Then text is shown at once, and the next key adds to it. */
  isTypedAlong: boolean;
  /** Whether a text may be shown before its sensible end. */
  mayBeEarly: boolean;
}

/** The length of a text before its sensible end that may be shown; null for none. */
type Early = (text: string) => number | null;

/** The answer of a request that runs or has ended, as soon as there is one; undefined when the signal aborts before. */
export async function answerOf(
  request: CompletionRequest,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  const { clock, context, isTypedAlong, mayBeEarly } = wanted;
  const called = clock.now();
  await request.until(() => (request.firstTextAt !== null || request.outcome !== null ? true : undefined), signal);
  if (!mayBeEarly) return request.until(() => wholeAnswer(request, wanted), signal);
  const isTyping = isTypedAlong && clock.now() - called < typingMs;
  if (isTyping && !context.explicit) return request.until(() => decide(request, wanted, wholeWords), signal);
  const until = context.explicit ? called + waitMs.explicit : (request.firstTextAt ?? 0) + waitMs.resting;
  const left = until - clock.now();
  const whole = (within: AbortSignal) => request.until(() => wholeAnswer(request, wanted), within);
  const inTime = left > 0 ? await withTimeLimit(left, clock, signal, whole) : undefined;
  return inTime ?? request.until(() => decide(request, wanted, readableWords), signal);
}

/** The answer with the text up to its sensible end; undefined until that has arrived. */
export function wholeAnswer(request: CompletionRequest, wanted: Wanted): Answer | undefined {
  return decide(request, wanted, null);
}

function decide(
  request: CompletionRequest,
  { context, restOf, multiline }: Wanted,
  early: Early | null,
): Answer | undefined {
  const { outcome, arrival } = request;
  const text = restOf(request);
  if (text === null) return { suggestion: null, reason: outcome === 'failed' ? 'failed' : 'contradicted' };
  const whole = fit(text, context, arrival);
  if (whole === null) {
    if (outcome === null) return undefined;
    const filter = (request.droppedBy ?? droppedByFit(text, context))?.filter;
    return filter === undefined
      ? { suggestion: null, reason: 'empty' }
      : { suggestion: null, reason: 'filtered', filter };
  }
  const end = sensibleStop(whole.settled, !whole.isEnd, context, multiline);
  const stop = end ?? early?.(whole.settled) ?? null;
  if (stop === null) return undefined;
  const { text: shown, replaces } = stop >= whole.text.trimEnd().length ? whole : partOf(whole, stop, context);
  return { suggestion: { text: shown, replaces }, isWhole: end !== null };
}

/**
 * A part of a text that fits, up to `stop` or the end of a later line: the first that says more than the text after the
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
