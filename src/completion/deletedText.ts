import { type CursorContext, isSamePosition } from './cursorContext.ts';

/** Minimum number of characters of a deleted text that is not offered again. A choice: less is a corrected letter. */
const minCharacters = 3;
/** Number of characters of two suffixes that are compared; the text beyond depends on the token limit. A choice. */
const maxCompared = 200;

/** The text that the user has just deleted at a place. It is unwanted there until the next edit or move of the cursor. */
export class DeletedText {
  readonly #context: CursorContext | null;
  readonly #text: string;

  /** @param context the text around the cursor; null if the cursor is in no document */
  constructor(context: CursorContext | null, text = '') {
    this.#context = context;
    this.#text = text;
  }

  /** The same with the text that a further deletion has removed. */
  after(context: CursorContext): DeletedText {
    const before = this.#context;
    const removed = before?.uri === context.uri ? removedBetween(before, context) : null;
    return new DeletedText(context, removed ? removed.before + this.#text + removed.after : '');
  }

  /** Whether a text offers again what was deleted at its position: as a whole, or its beginning. */
  isOfferedBy(text: string, context: CursorContext): boolean {
    const deleted = this.#text.trim();
    if (deleted.length < minCharacters || !this.#context || !isSamePosition(this.#context, context)) return false;
    const offered = text.trim();
    return offered !== '' && (offered.startsWith(deleted) || deleted.startsWith(offered));
  }
}

/** The text removed before and after the cursor; null if more than that has changed. */
function removedBetween(one: CursorContext, next: CursorContext): { before: string; after: string } | null {
  // A shorter text leaves room for more lines before it.
  const startLine = Math.max(one.startLine, next.startLine);
  const prefix = fromLine(next, startLine);
  const start = next.suffix.slice(0, maxCompared);
  const length = start === '' ? one.suffix.length : one.suffix.indexOf(start);
  if (!fromLine(one, startLine).startsWith(prefix) || length < 0) return null;
  return { before: fromLine(one, startLine).slice(prefix.length), after: one.suffix.slice(0, length) };
}

/** The prefix from a line of the document on. */
function fromLine({ prefix, startLine }: CursorContext, line: number): string {
  let start = 0;
  for (let at = startLine; at < line; at++) start = prefix.indexOf('\n', start) + 1;
  return prefix.slice(start);
}
