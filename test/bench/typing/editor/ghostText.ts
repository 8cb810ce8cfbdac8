import type { Suggestion } from '../../../../src/completion/suggestion.ts';
import { holdsInOrder } from './brackets.ts';

/** The longest text that VS Code shows, in characters (1.139.1). */
const longest = 5_000;

/** Whether VS Code shows this before the rest of the cursor's line, and there is something of it to see. */
export function isShowable({ text, replaces }: Suggestion, lineAfter: string): boolean {
  const replaced = lineAfter.slice(0, replaces);
  if (text === '' || text.length > longest || replaces > lineAfter.length) return false;
  return text !== replaced && holdsInOrder(text, replaced);
}

/**
 * The ghost text as VS Code keeps it over a key while an answer is pending: shortened by what was typed, null where it
 * says something else.
 * @param typed what the key put left of the cursor.
 * @param added what the editor put right of it by itself: the range takes it in, if it is on the same line.
 * @param taken characters right of the cursor that the key typed over.
 */
export function shortened(ghost: Suggestion, typed: string, added: string, taken: number): Suggestion | null {
  if (!ghost.text.startsWith(typed)) return null;
  const text = ghost.text.slice(typed.length);
  if (!added.includes('\n')) return { text, replaces: Math.max(0, ghost.replaces - taken) + added.length };
  return ghost.replaces > 0 ? null : { text, replaces: 0 };
}

/** The length of what `acceptNextWord` takes. */
export function nextWord(text: string): number {
  return /^\s*(?:[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]+|$)/u.exec(text)![0].length;
}

/** The length of what `acceptNextLine` takes: to the next line end and with it. */
export function nextLine(text: string): number {
  const end = text.indexOf('\n', text.startsWith('\n') ? 1 : 0);
  return end < 0 ? text.length : end + 1;
}
