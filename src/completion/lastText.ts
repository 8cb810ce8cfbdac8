import type { CursorContext } from './cursorContext.ts';
import { positionKey } from './positionKey.ts';

/** The text that was handed out last, and what the user has taken of it. */
export class LastText {
  #place = '';
  #text = '';

  /** Hears what was handed out. */
  handedOut(context: CursorContext, text: string): void {
    this.#place = positionKey(context);
    this.#text = text;
  }

  /**
   * Whether an insertion took a word or a line of it: VS Code tells nobody (1.139.1), but no key writes as much, white
   * space apart.
   */
  takePart(context: CursorContext, inserted: string): boolean {
    const isPart = inserted.length < this.#text.length && this.#text.startsWith(inserted);
    if (inserted.length < 2 || inserted.trim() === '' || !isPart || !this.#stoodBefore(context, inserted)) return false;
    this.handedOut(context, this.#text.slice(inserted.length));
    return true;
  }

  /** Whether it was taken as a whole just now. */
  wasTaken(context: CursorContext): boolean {
    const text = this.#text;
    return text.length >= 2 && context.prefix.endsWith(text) && this.#stoodBefore(context, text);
  }

  #stoodBefore(context: CursorContext, text: string): boolean {
    return this.#place === positionKey({ ...context, prefix: context.prefix.slice(0, -text.length) });
  }
}
