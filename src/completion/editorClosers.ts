import type { CursorContext } from './cursorContext.ts';
import { placeAt } from './place.ts';

/** So much of two suffixes is compared, in characters; what is beyond comes and goes with the budget. A choice. */
const compared = 200;
/** The editor closes a few brackets at once, and puts a line break and an indentation before them. A choice. */
const maxAdded = 80;
const closersAlone = /^\s*[^\s\p{L}\p{N}_]*$/u;

/**
 * Which characters right of the cursor the editor has put there by itself while the user typed: closers, and the line
 * break before them after Enter. They belong to the completion, not to what follows it.
 */
export class EditorClosers {
  #uri = '';
  #suffix = '';
  #length = 0;

  /**
   * Hears what is at the cursor after an edit.
   * @param inserted what the edit put before the cursor; '' for any other edit
   */
  edited(context: CursorContext, inserted: string): void {
    const { uri, suffix } = context;
    const isKnown = uri === this.#uri && inserted !== '';
    const before = this.#suffix;
    const added = isKnown ? lengthBefore(suffix, before) : null;
    const taken = isKnown && added === null ? lengthBefore(before, suffix) : null;
    if (
      added !== null &&
      closersAlone.test(suffix.slice(0, added)) &&
      (added > 0 ? isEditors(suffix, added, this.#length) : true)
    )
      this.#length += added;
    else if (taken !== null) this.#length = Math.max(0, this.#length - taken);
    else this.#length = 0;
    this.#uri = uri;
    this.#suffix = suffix;
  }

  /** How many characters right of a cursor the editor has put there, as far as edits have told. */
  known({ uri, suffix }: CursorContext): number {
    return uri === this.#uri && suffix === this.#suffix ? this.#length : 0;
  }

  /** How many characters right of a cursor are the editor's; closers alone on a line are, if no edit has told. */
  at(context: CursorContext): number {
    const known = this.known(context);
    if (known > 0) return known;
    const { rest } = placeAt(context);
    const length = placeAt(context).closersAhead(Infinity);
    return length === rest.trimEnd().length ? length : 0;
  }
}

/** White space alone is the editor's only before closers that are: Enter between brackets. */
function isEditors(suffix: string, added: number, length: number): boolean {
  return suffix.slice(0, added).trim() !== '' || length > 0;
}

/** How many characters a text has before another; null if it does not end with that. */
function lengthBefore(text: string, other: string): number | null {
  const end = other.slice(0, compared);
  // A short text has to end there, too.
  const isAll = other.length < compared;
  for (let length = 0; length <= maxAdded; length++)
    if (text.startsWith(end, length) && (!isAll || length + other.length === text.length)) return length;
  return null;
}
