import { type CursorContext, lineAfter } from '../cursorContext.ts';
import { fitted } from '../filters/index.ts';

/** What is shown of a fill while it comes. White space at its end has to wait for what follows. */
export function growingText(text: string): string {
  return text.trimEnd();
}

/** What a whole text comes to in its gap: without what stands after the gap already. */
export function finishedText(text: string, context: CursorContext): string {
  const suggestion = fitted(text, context);
  if (suggestion === null) return '';
  const own = withoutClosers(suggestion.text, context.suffix.slice(0, suggestion.replaces));
  const isCut = !text.startsWith(own) || text.slice(own.length).trim() !== '';
  // Between the text and what follows on its line, the model's white space is wanted.
  if (isCut || !/^\S/.test(lineAfter(context))) return own;
  return own + /^[ \t]*/.exec(text.slice(own.length))![0];
}

/** Ghost text takes in the closers after the cursor; a fill leaves what was not selected where it is. */
function withoutClosers(text: string, closers: string): string {
  let cut = text.length;
  for (let index = closers.length - 1; index >= 0; index--) cut = text.lastIndexOf(closers.charAt(index), cut - 1);
  return cut < 0 ? text : text.slice(0, cut).trimEnd();
}
