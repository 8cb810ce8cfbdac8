import { type Answer, type Wanted, wholeAnswer } from './answer.ts';
import type { Suggestion } from './filters/filter.ts';
import type { InFlight } from './inFlight.ts';
import { atMost } from './wait.ts';

/** How long the end of the block is waited for once a line is whole, in milliseconds: so that the text grows once. */
const blockPatienceMs = 50;

/**
 * Lets the text in view grow while the cursor rests: to the end of its line, and of its block. Only forward: what is in
 * view is the beginning of what takes its place.
 * @param show shows a text in place of the one in view; false where that is not in view any more
 * @param maxGrowths how often it grows at most; the last time only to the end of all
 */
export async function grow(
  request: InFlight,
  wanted: Wanted,
  shown: Suggestion,
  show: (suggestion: Suggestion) => Promise<boolean>,
  maxGrowths: number,
  signal: AbortSignal,
): Promise<void> {
  let inView = shown;
  for (let left = maxGrowths; left > 0; left--) {
    const next = await nextEnd(request, wanted, inView, left === 1, signal);
    if (next === null || signal.aborted) return;
    if (!(await show(next.suggestion)) || next.isWhole) return;
    inView = next.suggestion;
  }
}

/** The text in view as far as its next sensible end, as soon as that has come; null where it goes no further. */
async function nextEnd(
  request: InFlight,
  wanted: Wanted,
  inView: Suggestion,
  isLast: boolean,
  signal: AbortSignal,
): Promise<{ suggestion: Suggestion; isWhole: boolean } | null> {
  const whole = (): Answer | undefined => wholeAnswer(request, wanted);
  const line = (): { suggestion: Suggestion; isWhole: false } | undefined => {
    const answer = wholeAnswer(request, { ...wanted, multiline: 'never' });
    return answer?.suggestion && goesOn(inView, answer.suggestion) ? { ...answer, isWhole: false } : undefined;
  };
  const first = await request.until(() => whole() ?? (isLast ? undefined : line()), signal);
  if (first?.suggestion && !first.isWhole) {
    const within = await atMost(blockPatienceMs, wanted.clock, signal, (limit) => request.until(whole, limit));
    return within?.suggestion && goesOn(inView, within.suggestion) ? within : first;
  }
  // One that was ended has no end of its own.
  if (request.outcome === 'contradicted') return null;
  return first?.suggestion && goesOn(inView, first.suggestion) ? first : null;
}

/** Whether a text is the other one and more. */
export function goesOn(shown: Suggestion, next: Suggestion): boolean {
  return next.text.length > shown.text.length && next.text.startsWith(shown.text) && next.replaces >= shown.replaces;
}
