import type { CursorContext } from './cursorContext.ts';

/** What an editor puts after the cursor by itself while the user types: closers, and the line break before them. */
const autoClosed = /^[\s)\]}>'"`]*/;

/**
 * What the user has typed at the cursor between two contexts, or null when something else happened: another document,
 * text removed, the cursor moved, an edit elsewhere.
 */
export function typedSince(before: CursorContext, now: CursorContext): string | null {
  if (before.uri !== now.uri) return null;
  const prefix = fromLine(before, now.startLine);
  if (prefix === null || !now.prefix.startsWith(prefix)) return null;
  return sameSuffix(before.suffix, now.suffix) ? now.prefix.slice(prefix.length) : null;
}

/** The prefix as it would be had it begun at a later line; null where it does not reach there. */
function fromLine(context: CursorContext, line: number): string | null {
  if (line < context.startLine) return null;
  let start = 0;
  for (let l = context.startLine; l < line; l++) {
    start = context.prefix.indexOf('\n', start) + 1;
    if (start === 0) return null;
  }
  return context.prefix.slice(start);
}

/** The same text but for closers that the editor put there, as far as both reach. */
function sameSuffix(before: string, now: string): boolean {
  if (before === now) return true;
  const a = before.replace(autoClosed, '');
  const b = now.replace(autoClosed, '');
  return a.startsWith(b) || b.startsWith(a);
}
