import type { CursorContext } from './cursorContext.ts';
import { positionKey } from './positionKey.ts';

/**
 * The selected entry of VS Code's suggestion list that has hidden the text of a request. As long as it is selected, the
 * next answer is most likely hidden, too, so no other request is sent.
 */
export class HidingEntry {
  #key: string | null = null;

  /** Whether the list may still be open with an entry that hides ghost text. */
  get isSelected(): boolean {
    return this.#key !== null;
  }

  /** VS Code has called. @param entered the context with the entry inserted; null if none is selected */
  onCall(entered: CursorContext | null): void {
    if (this.#key !== null && !this.hides(entered)) this.#key = null;
  }

  /** The text of a request does not begin with the entry. */
  onHidden(entered: CursorContext): void {
    this.#key = positionKey(entered);
  }

  hides(entered: CursorContext | null): boolean {
    return entered !== null && this.#key === positionKey(entered);
  }

  clear(): void {
    this.#key = null;
  }
}
