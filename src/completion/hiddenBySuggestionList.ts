/** Minimum number of characters the user types before a hidden text counts as right; at least its first word. A choice. */
const minTypedCharacters = 3;
const firstWord = /^\s*(?:[\w\p{L}]+|\S)/u;

/**
 * Ghost text that VS Code hides because it does not begin with the entry selected in the suggestion list. Detects whether
 * the user then types the hidden text by hand.
 */
export class HiddenText {
  #uri = '';
  /** The part that is still to be typed. */
  #rest = '';
  /** Number of characters to type until the text counts as right; 0 while it is in view or once it has counted. */
  #left = 0;
  #isCounted = false;

  /** VS Code hides a text at the cursor; it does so again after each key. */
  onHidden(uri: string, text: string): void {
    const isSame = uri === this.#uri && this.#rest !== '' && text.startsWith(this.#rest);
    if (!isSame) this.clear();
    this.#uri = uri;
    this.#rest = text;
    if (this.#isCounted || this.#left > 0) return;
    const word = firstWord.exec(text)?.[0].length ?? 0;
    this.#left = Math.min(text.length, Math.max(word, minTypedCharacters));
  }

  /** A text is in view. */
  onVisible(): void {
    this.#left = 0;
  }

  /**
   * The document was edited.
   * @param inserted the text inserted at the cursor; '' for any other edit
   * @returns whether the user has typed the hidden text by hand; true once for each text
   */
  onEdit(uri: string, inserted: string): boolean {
    if (uri !== this.#uri || this.#rest === '') return false;
    // A key inserts one character; more than one is an accepted text.
    if (inserted.length !== 1 || !this.#rest.startsWith(inserted)) {
      this.clear();
      return false;
    }
    this.#rest = this.#rest.slice(1);
    if (this.#left === 0 || --this.#left > 0) return false;
    this.#isCounted = true;
    return true;
  }

  /** The cursor has moved. */
  clear(): void {
    this.#rest = '';
    this.#left = 0;
    this.#isCounted = false;
  }
}

/** The number of right texts that were hidden on a day. VS Code's storage keeps it for all windows. */
export interface HiddenCount {
  day: string;
  count: number;
  isNotified: boolean;
}

/** Minimum number of right texts hidden within a day for a notification. A choice. */
export const minHiddenToNotify = 20;

/** The count with one more text on a day. */
export function countHidden(before: HiddenCount | undefined, day: string): HiddenCount {
  const count = (before?.day === day ? before.count : 0) + 1;
  return { day, count, isNotified: before?.isNotified === true || count >= minHiddenToNotify };
}
