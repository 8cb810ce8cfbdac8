import { type Answer, typingMs, type Wanted, wholeAnswer } from './answer.ts';
import type { Suggestion } from './suggestion.ts';
import type { CompletionRequest } from './requests/completionRequest.ts';
import { wait, withTimeLimit } from '../base/wait.ts';

/** Maximum number of growths: to the line and to the block. A choice: more changes distract the reader. */
const maxGrowths = 2;

/** Maximum wait for the end of the block after the line is whole, in milliseconds. A choice: one change, not two. */
const blockWaitMs = 50;

/** Shows a text in place of the one in view. */
export interface View {
  /** Returns false if no text is in view any more. */
  show: (suggestion: Suggestion) => Promise<boolean>;
  /** Whether VS Code accepts only one longer text at a position. */
  growsOnce: boolean;
  /** Time of the last key, by the clock. */
  lastKeyAt: number;
}

/**
 * Grows the text in view while the cursor rests: to the end of its line, then of its block. The text in view is always
 * the beginning of the text that replaces it. The signal aborts on a key, a move of the cursor or a lost focus.
 */
export async function grow(
  request: CompletionRequest,
  wanted: Wanted,
  shown: Suggestion,
  { show, growsOnce, lastKeyAt }: View,
  signal: AbortSignal,
): Promise<void> {
  await wait(lastKeyAt + typingMs - wanted.clock.now(), wanted.clock, signal);
  let inView = shown;
  for (let left = growsOnce ? 1 : maxGrowths; left > 0; left--) {
    const next = await nextEnd(request, wanted, inView, left === 1, signal);
    if (next === null || signal.aborted) return;
    if (!(await show(next.suggestion)) || next.isWhole) return;
    inView = next.suggestion;
  }
}

/** The text in view up to its next end, as soon as that has come; null if there is no longer text. */
async function nextEnd(
  request: CompletionRequest,
  wanted: Wanted,
  inView: Suggestion,
  isLast: boolean,
  signal: AbortSignal,
): Promise<{ suggestion: Suggestion; isWhole: boolean } | null> {
  const whole = (): Answer | undefined => wholeAnswer(request, wanted);
  const line = (): { suggestion: Suggestion; isWhole: false } | undefined => {
    const answer = wholeAnswer(request, { ...wanted, multiline: 'never' });
    return answer?.suggestion && extendsText(inView, answer.suggestion) ? { ...answer, isWhole: false } : undefined;
  };
  const first = await request.until(() => whole() ?? (isLast ? undefined : line()), signal);
  if (first?.suggestion && !first.isWhole) {
    const block = await withTimeLimit(blockWaitMs, wanted.clock, signal, (limit) => request.until(whole, limit));
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
