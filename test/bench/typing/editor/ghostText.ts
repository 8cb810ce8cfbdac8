import type { Suggestion } from '../../../../src/completion/suggestion.ts';
import { holdsInOrder } from './brackets.ts';

/** The longest text that VS Code shows, in characters (1.139.1). */
const longest = 5_000;

/** Whether VS Code shows this before the rest of the cursor's line, and it is not empty. */
export function isShowable({ text, replaces }: Suggestion, lineAfter: string): boolean {
  const replaced = lineAfter.slice(0, replaces);
  if (text === '' || text.length > longest || replaces > lineAfter.length) return false;
  return text !== replaced && holdsInOrder(text, replaced);
}

/**
 * The ghost text that VS Code keeps after a key while an answer is pending: without the typed text, null where that
 * differs.
 * @param typed what the key inserted left of the cursor
 * @param added what the editor added right of it; the range includes it if it is on the same line
 * @param taken characters right of the cursor that the key typed over
 */
export function shortened(ghost: Suggestion, typed: string, added: string, taken: number): Suggestion | null {
  if (!ghost.text.startsWith(typed)) return null;
  const text = ghost.text.slice(typed.length);
  if (!added.includes('\n')) return { text, replaces: Math.max(0, ghost.replaces - taken) + added.length };
  return ghost.replaces > 0 ? null : { text, replaces: 0 };
}

/** Length of what `acceptNextWord` accepts. */
export function nextWord(text: string): number {
  return /^\s*(?:[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]+|$)/u.exec(text)![0].length;
}

/** Length of what `acceptNextLine` accepts: up to the next line end, inclusive. */
export function nextLine(text: string): number {
  const end = text.indexOf('\n', text.startsWith('\n') ? 1 : 0);
  return end < 0 ? text.length : end + 1;
}
