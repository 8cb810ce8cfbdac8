/** So much of a text typed by hand tells that it was right, in characters: at least its first word. */
const tellingLength = 3;
const firstWord = /^\s*(?:[\w\p{L}]+|\S)/u;

/**
 * Ghost text that stood ready and was not in view, since an entry was selected in VS Code's suggestion list that it does
 * not begin with; and whether the user has then typed by hand what it said.
 */
export class HiddenText {
  #uri = '';
  /** What is still to be typed of it. */
  #rest = '';
  /** How much of that tells that it was right. */
  #telling = 0;

  /** Hears what is hidden at the cursor. */
  hid(uri: string, text: string): void {
    // The list hides it anew at each key.
    if (uri === this.#uri && this.#rest !== '' && text.startsWith(this.#rest)) return;
    this.#uri = uri;
    this.#rest = text;
    const word = firstWord.exec(text)?.[0].length ?? 0;
    this.#telling = Math.min(text.length, Math.max(word, tellingLength));
  }

  /**
   * Hears an edit.
   * @param inserted what it put before the cursor, where it did nothing else
   * @returns whether the user has typed by hand what was hidden; once for each text
   */
  edited(uri: string, inserted: string): boolean {
    if (uri !== this.#uri || this.#rest === '') return false;
    // No key writes more than a character: more of it is an accept.
    const isTyped = inserted.length === 1 && this.#rest.startsWith(inserted);
    this.#rest = isTyped ? this.#rest.slice(1) : '';
    return isTyped && --this.#telling === 0;
  }

  /** The text is in view, or the cursor elsewhere. */
  forget(): void {
    this.#rest = '';
  }
}
