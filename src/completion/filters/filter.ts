import type { CursorContext } from '../cursorContext.ts';

/** A text to show at the cursor. */
export interface Suggestion {
  text: string;
  /** How many characters right of the cursor, on its line, the text takes in: it holds them all, in their order. */
  replaces: number;
}

/** Makes a suggestion better, or returns null where nothing worth showing is left. Pure. */
export type Filter = (suggestion: Suggestion, context: CursorContext) => Suggestion | null;
