import type { CursorContext } from '../cursorContext.ts';

/** A text to show at the cursor. */
export interface Suggestion {
  text: string;
  /** How many characters right of the cursor, on its line, the text takes in: it holds them all, in their order. */
  replaces: number;
}

/**
 * Makes a text what it should have been, at the place it was asked for. Pure. Runs once, before the user types along:
 * whoever types what was shown must find the rest of it, so that no rest is cleaned again.
 */
export type Cleaner = (text: string, context: CursorContext) => string;

/**
 * Fits a text, or the rest of one that the user types along with, to what stands after the cursor. Pure. Never changes
 * the beginning of the text.
 */
export type Filter = (suggestion: Suggestion, context: CursorContext) => Suggestion;
