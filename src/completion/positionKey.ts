import type { CursorContext } from './cursorContext.ts';

/**
 * Number of characters on both sides that identify a position. Edits farther away leave an answer right. `near.before`
 * and `near.after` are choices: a few lines.
 */
const near = { before: 160, after: 64 };

/** Text that an editor inserts after the cursor while the user types: closers, and the line break before them. */
const editorsText = /^[\s)\]}>'"`;,]*/;

/** Identifies a position by its document and the text near it. */
export function positionKey(context: CursorContext): string {
  return positionKeys(context)(0);
}

/** Identifies a position and those before it: the result takes the number of characters typed since. */
export function positionKeys({ uri, prefix, suffix }: CursorContext): (typed: number) => string {
  const after = suffix.replace(editorsText, '').slice(0, near.after);
  return (typed) => {
    const end = prefix.length - typed;
    return `${uri}\n${prefix.slice(Math.max(0, end - near.before), end)}\0${after}`;
  };
}
