import { wait, withTimeLimit } from '../base/wait.ts';
import { type Decision, type Placement, typingMs, wholeDecision } from './showDecision.ts';
import type { Suggestion } from './suggestion.ts';

/** Maximum number of growths: to the line and to the block. A choice: more changes distract the reader. */
const maxGrowths = 2;

/** Maximum wait for the end of the block after the line is whole, in milliseconds. A choice: one change, not two. */
const blockWaitMs = 50;

/** The editor's part in growth. */
export interface View {
  /**
   * Shows a text in place of the one in view. The signal aborts once the cursor does not rest at the position any more.
   * @returns whether a text was in view
   */
  replace: (suggestion: Suggestion, signal: AbortSignal) => Promise<boolean>;
  /** Whether VS Code accepts only one longer text at a position. */
  growsOnce: boolean;
  /** Whether text is shown only once it is whole, since a screen reader reads each change aloud. */
  readonly showsWholeOnly: boolean;
}

/** How a placement's text grows in view. */
export interface Growth {
  show: (suggestion: Suggestion) => Promise<boolean>;
  growsOnce: boolean;
  /** Time of the last key, by the clock. */
  lastEditAt: number;
}

/**
 * Grows the text in view while the cursor rests: to the end of its line, then of its block. The text in view is always
 * the beginning of the text that replaces it. The signal aborts on a key, a move of the cursor or a lost focus.
 */
export async function grow(
  placement: Placement,
  shown: Suggestion,
  { show, growsOnce, lastEditAt }: Growth,
  signal: AbortSignal,
): Promise<void> {
  await wait(lastEditAt + typingMs - placement.clock.now(), placement.clock, signal);
  let inView = shown;
  for (let left = growsOnce ? 1 : maxGrowths; left > 0; left--) {
    const next = await nextEnd(placement, inView, left === 1, signal);
    if (next === null || signal.aborted) return;
    if (!(await show(next.suggestion)) || next.isWhole) return;
    inView = next.suggestion;
  }
}

/** The text in view up to its next end, as soon as that has arrived; null if there is no longer text. */
async function nextEnd(
  placement: Placement,
  inView: Suggestion,
  isLast: boolean,
  signal: AbortSignal,
): Promise<{ suggestion: Suggestion; isWhole: boolean } | null> {
  const { request } = placement.match;
  const whole = (): Decision | undefined => wholeDecision(placement);
  const line = (): { suggestion: Suggestion; isWhole: false } | undefined => {
    const decision = wholeDecision({ ...placement, multiline: 'never' });
    return decision?.suggestion && extendsText(inView, decision.suggestion)
      ? { ...decision, isWhole: false }
      : undefined;
  };
  const first = await request.until(() => whole() ?? (isLast ? undefined : line()), signal);
  if (first?.suggestion && !first.isWhole) {
    const block = await withTimeLimit(blockWaitMs, placement.clock, signal, (limit) => request.until(whole, limit));
    return block?.suggestion && extendsText(inView, block.suggestion) ? block : first;
  }
  // The text of a cancelled request stops anywhere.
  if (request.outcome === 'contradicted') return null;
  return first?.suggestion && extendsText(inView, first.suggestion) ? first : null;
}

/** Whether `next` begins with the shown text and is longer. */
export function extendsText(shown: Suggestion, next: Suggestion): boolean {
  return next.text.length > shown.text.length && next.text.startsWith(shown.text) && next.replaces >= shown.replaces;
}
