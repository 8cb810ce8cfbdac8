import type { CursorContext } from '../cursorContext.ts';
import { placeAt } from './place.ts';

/** Number of characters of two suffixes that are compared; the text beyond depends on the budget. A choice. */
const compared = 200;
/** Maximum number of characters that the editor adds at once: a line break, indentation, a few closers. A choice. */
const maxAdded = 80;
const closersAlone = /^\s*[^\s\p{L}\p{N}_]*$/u;

/**
 * Tracks the characters right of the cursor that the editor inserted by itself while the user typed: closers, and the
 * line break before them after Enter. They belong to the completion, not to the text after it.
 */
export class EditorClosers {
  #uri = '';
  #suffix = '';
  #length = 0;

  /**
   * Records the text at the cursor after an edit.
   * @param inserted text that the edit inserted before the cursor; '' for any other edit
   */
  onEdit(context: CursorContext, inserted: string): void {
    const { uri, suffix } = context;
    const isSame = uri === this.#uri;
    const before = this.#suffix;
    const added = isSame && inserted !== '' ? lengthBefore(suffix, before) : null;
    // A closer typed over and a Tab replace text, so they are no insertions (1.139.1).
    const taken = isSame ? lengthBefore(before, suffix) : null;
    if (added !== null && isEditors(suffix.slice(0, added), this.#length)) this.#length += added;
    else if (taken !== null) this.#length = Math.max(0, this.#length - taken);
    else this.#length = 0;
    this.#uri = uri;
    this.#suffix = suffix;
  }

  /** Number of characters right of a cursor that the editor inserted, as far as edits have shown. */
  known({ uri, suffix }: CursorContext): number {
    return uri === this.#uri && suffix === this.#suffix ? this.#length : 0;
  }
}

/** Number of characters right of a cursor that are the editor's; if no edit is known, a rest of closers. */
export function editorsAhead(context: CursorContext): number {
  if (context.ahead) return context.ahead;
  const place = placeAt(context);
  const length = place.closersAhead(Infinity);
  return length === place.rest.trimEnd().length ? length : 0;
}

/** Whether the editor added a text itself: closers, or white space before its closers, as Enter between brackets does. */
function isEditors(added: string, length: number): boolean {
  return added === '' || (closersAlone.test(added) && (added.trim() !== '' || length > 0));
}

/** Number of characters that a text has before `other`; null if it does not end with `other`. */
function lengthBefore(text: string, other: string): number | null {
  const end = other.slice(0, compared);
  // A short `other` has to be the whole end.
  const isAll = other.length < compared;
  for (let length = 0; length <= maxAdded; length++)
    if (text.startsWith(end, length) && (!isAll || length + other.length === text.length)) return length;
  return null;
}
