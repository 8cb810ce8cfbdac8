import type { CursorContext } from './cursorContext.ts';

/** So many characters on both sides tell one place from another; edits farther away leave what is known of it true. */
const nearBefore = 160;
const nearAfter = 64;
/** What an editor puts after the cursor by itself while the user types: closers, and the line break before them. */
const autoClosed = /^[\s)\]}>'"`;,]*/;
/** Names the place of a context: its document and the text near the cursor. */
export function positionKey(context: CursorContext): string {
  return positionKeys(context)(0);
}

/** The same for the positions before it: `back` characters were typed since. */
export function positionKeys({ uri, prefix, suffix }: CursorContext): (back: number) => string {
  const after = suffix.replace(autoClosed, '').slice(0, nearAfter);
  return (back) => {
    const end = prefix.length - back;
    return `${uri}\n${prefix.slice(Math.max(0, end - nearBefore), end)}\0${after}`;
  };
}
