import type { CursorContext } from '../cursorContext.ts';
import { fit } from '../fit.ts';

/** What is shown of a fill while it comes. White space at its end has to wait for what follows. */
export function growingText(text: string): string {
  return text.trimEnd();
}

/** What a whole text comes to in its gap: without what follows the gap already. */
export function finishedText(text: string, context: CursorContext): string {
  // What was not selected stays where it is.
  return (text.trim() !== '' && fit(text, context, 'whole', false)?.text) || '';
}
