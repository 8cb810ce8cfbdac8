import type { Suggestion } from '../../../src/completion/suggestion.ts';
import { closerOf, unmatchedClosers } from './editor/brackets.ts';
import { indentOf, type Place } from './places.ts';

/** A ghost text compared with the text that the user is going to type. */
export interface Judgement {
  /** Its next word is what the user types next. */
  isRight: boolean;
  /** Number of characters that agree, from the beginning. */
  agreeing: number;
  /** All of it can be accepted: nothing is wrong, nothing doubled. */
  isWhollyRight: boolean;
  /** Text that it repeats although it follows the cursor already; '' for none. */
  duplicate: string;
}

const closersOnly = /^[\s)\]};,]*$/;
/** A shorter repetition is chance, unless it consists of closers. A choice. */
const minRepeated = 4;

/** State of a body: the typed text, and the text that the editor added. */
export interface TypingState {
  /** The typed text: the body's beginning. */
  typed: string;
  /** The text that the editor added right of the cursor. */
  ahead: string;
  /** Offsets in the body of the brackets and quotes that it closes, the innermost first. */
  openers: readonly number[];
}

/** Compares a ghost text with the body. */
export function judge({ text, replaces }: Suggestion, place: Place, { typed, ahead, openers }: TypingState): Judgement {
  const rest = place.body.slice(typed.length);
  const agreeing = commonPrefix(text, rest);
  const word = /^\s*(?:[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]|$)/u.exec(rest)![0].length;
  const behind = ahead.slice(replaces);
  const taken = ahead.slice(0, replaces).replace(/\s/g, '').length;
  const duplicate =
    agreeing === text.length
      ? saidTwice(place.body, typed.length + text.length, openers.slice(taken), behind)
      : repeated(text, agreeing, behind, place.tail);
  return {
    isRight: agreeing >= Math.min(text.length, word),
    agreeing,
    isWhollyRight: agreeing === text.length && duplicate === '',
    duplicate,
  };
}

/** The closers right of the cursor that a right text repeats. */
function saidTwice(body: string, end: number, openers: readonly number[], behind: string): string {
  return openers.some((opener) => closerOf(body, opener) < end) ? behind.trim() : '';
}

/** The end of a wrong text that repeats the beginning of the following text, or closes what is closed already. */
function repeated(text: string, agreeing: number, behind: string, after: string): string {
  const following = (behind + after).replace(/^\s*\n/, '');
  const follows = following.trimStart();
  const line = firstLine(follows);
  const unmatched = unmatchedClosers(text);
  for (const start of startsFrom(text, agreeing)) {
    const tail = text.slice(start).trim();
    const isEnd = follows.startsWith(tail);
    if (!isEnd && !(line !== '' && tail.startsWith(`${line}\n`))) continue;
    const said = isEnd ? tail : line;
    if (!closersOnly.test(said)) {
      if (said.length >= minRepeated) return tail;
      continue;
    }
    // Closers are doubled only if they close nothing that the text opened; with more text after them, only those of the
    // same block.
    const at = text.indexOf(tail, start);
    const isUnmatched = unmatched.some((closer) => closer >= at && closer < at + said.length);
    if (isUnmatched && (isEnd || indentOf(text.slice(start)) === indentOf(following))) return tail;
  }
  return '';
}

/** Places where a repetition may begin in the wrong part of a text: its beginning, and each of its lines. */
function startsFrom(text: string, from: number): number[] {
  const starts = [from];
  for (let at = text.indexOf('\n', from); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts.filter((start) => text.slice(start).trim() !== '');
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!;
}

export function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
