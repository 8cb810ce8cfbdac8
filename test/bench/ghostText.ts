import type { Suggestion } from '../../src/completion/filters/filter.ts';
import { holdsInOrder } from './brackets.ts';

/** The longest text that VS Code shows, in characters (1.139.1). */
const longest = 5_000;

/** Whether VS Code shows this before the rest of the cursor's line. */
export function isShowable({ text, replaces }: Suggestion, lineAfter: string): boolean {
  if (text === '' || text.length > longest || replaces > lineAfter.length) return false;
  return holdsInOrder(text, lineAfter.slice(0, replaces));
}

/**
 * The ghost text as VS Code keeps it over a key while an answer is pending: shortened by what was typed, null where it
 * says something else.
 * @param typed what the key put left of the cursor.
 * @param added what the editor put right of it by itself.
 * @param taken characters right of the cursor that the key typed over.
 */
export function shortened(ghost: Suggestion, typed: string, added: string, taken: number): Suggestion | null {
  if (!ghost.text.startsWith(typed)) return null;
  const text = ghost.text.slice(typed.length);
  if (text === '') return null;
  const replaces = Math.max(0, ghost.replaces - taken);
  if (added === '') return { text, replaces };
  // Its range takes in a closer that it brings itself; a range over several lines is not shown.
  if (added.includes('\n')) return replaces > 0 ? null : { text, replaces };
  const wider = { text, replaces: replaces + added.length };
  return holdsInOrder(text, added) ? wider : null;
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
