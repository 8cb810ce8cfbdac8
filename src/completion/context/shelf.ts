import type { Clock } from '../../mistral/clock.ts';
import type { CursorContext } from '../cursorContext.ts';
import type { Background } from './background.ts';
import type { Lead } from './lead.ts';
import type { Library } from './library.ts';
import type { Snippet } from './snippet.ts';

export interface ShelfOptions {
  library: Library;
  background: Background;
  clock: Clock;
}

/**
 * The snippets chosen for each document that was typed in lately. On the keystroke's way they are looked up; they are
 * chosen anew in the background, and stay what they are until others are so much better that a prompt with another
 * beginning is worth its price.
 */
export declare class Shelf {
  constructor(options: ShelfOptions);
  /** Takes over a changed setting, in tokens; 0 for no snippets. */
  set snippetTokens(tokens: number);
  /** What is chosen for a document, in the order of the prompt. */
  snippetsFor(uri: string): readonly Snippet[];
  /** Chooses anew for a place, from what the library holds of the leads' files. */
  choose(context: CursorContext, leads: readonly Lead[]): Promise<void>;
  /** A file is gone, or must stay at home: nothing of it is sent any more, from now on. */
  forget(uri: string): void;
  clear(): void;
}
