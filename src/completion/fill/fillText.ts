import { type CursorContext, lineAfter, lineBefore } from '../cursorContext.ts';
import { alreadyClosed } from '../filters/alreadyClosed.ts';
import type { Suggestion } from '../filters/filter.ts';
import { fitted } from '../filters/index.ts';
import { isBlank } from '../filters/lines.ts';
import { landmarkOf, withoutPassed } from './landmark.ts';

/** What is shown of a fill while it comes. White space at its end has to wait for what follows. */
export function growingText(text: string): string {
  return text.trimEnd();
}

/** What a whole text comes to in its gap: without what stands after the gap already. */
export function finishedText(text: string, context: CursorContext): string {
  const landmark = landmarkOf(context);
  const suggestion = fitted(text, landmark.context);
  if (suggestion === null) return '';
  const own = withoutPassed(withoutClosers(suggestion, context), landmark);
  // Between the text and what follows on its line, the model's white space is wanted.
  const rest = lineAfter(context);
  if (own === '' || !/^\S/.test(rest)) return own;
  const mayBreak = !/^[;,]/.test(rest) && (own.includes('\n') || isBlank(lineBefore(context)));
  return own + (mayBreak ? /^\s*/ : /^[ \t]*/).exec(text.slice(own.length))![0];
}

/** Ghost text takes in the closers after the cursor; a fill leaves what was not selected where it is. */
function withoutClosers({ text, replaces }: Suggestion, context: CursorContext): string {
  if (replaces === 0) return text;
  const closers = context.suffix.slice(0, replaces);
  // A string of several lines ends with them.
  const end = alreadyClosed(text, context) ?? text.lastIndexOf(closers);
  return text.slice(0, end < 0 ? undefined : end).trimEnd();
}
