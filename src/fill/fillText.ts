import type { CursorContext } from '../completion/cursorContext.ts';
import { fit } from '../completion/fit/fit.ts';

/** The part of a fill that is shown while it arrives. Trailing white space waits for the text after it. */
export function growingText(text: string): string {
  return text.trimEnd();
}

/** A whole text as inserted into its gap, without a repetition of the text after the gap. */
export function finishedText(text: string, context: CursorContext): string {
  // Text that was not selected is kept.
  return (text.trim() !== '' && fit(text, context, 'whole', false)?.text) || '';
}
