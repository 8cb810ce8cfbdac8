import { isRandom } from './randomText.ts';
import type { Span } from './span.ts';

interface Mark extends Span {
  /** null for the beginning and the end of the text. */
  kind: 'BEGIN' | 'END' | null;
}

interface Word extends Span {
  isLong: boolean;
  isMask: boolean;
  isHeader: boolean;
}

const marks =
  /-----(?:(BEGIN) (?:[A-Z\d]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----|END (?:[A-Z\d]{1,20} ){0,3}PRIVATE KEY)/g;
/** A line such as `Version: 1`; a mask, where a key ends; or a word of base64, without the letter of an escape (`\n`). */
const words = /^[ \t"'`+]*[A-Z][\w -]{2,30}: .*$|\*{3}|(?:(?<![+/\\])[+/]+)?(?<!\\)[A-Za-z\d][A-Za-z\d+/=]*/gm;
const header = /^[ \t"'`+]*[A-Z][\w -]{2,30}: /;
/** A line between both marks of a key: words of base64, with what quotes, joins or comments them in code. */
const blockLine = /^[\s"'`,;(#.<>+/\\-]{0,40}[A-Za-z\d+/=\s"'`,;)\\]*$/;
/** Characters. A choice: lines of a key mostly have 64 or more, and names in code are shorter. */
const minLongWord = 40;
/** The same for words that look random. */
const minRandomWord = 20;
/** Characters from a mark to a long word, or between two: headers, line numbers, quotes. A choice. */
const maxGap = 200;

/**
 * The words of private keys in a text that may begin or end within one, from left to right: the lines of a key in a file
 * or a string, or what blanks separate in a key on one line. Code that has only the marks has no such words.
 */
export function* privateKeyWordsIn(text: string): Generator<Span> {
  let before: Mark = { start: 0, end: 0, kind: null };
  for (const mark of marksIn(text)) {
    const between = wordsIn(text, before.end, mark.start);
    if (before.kind === 'BEGIN' && mark.kind === 'END' && isBlock(text.slice(before.end, mark.start)))
      for (const word of between) {
        if (!word.isHeader) yield word;
      }
    else if (before.kind === 'BEGIN') yield* bodyFrom(before, between, 1);
    else if (mark.kind === 'END') yield* bodyFrom(mark, [...between].reverse(), 0).reverse();
    before = mark;
  }
}

function marksIn(text: string): Mark[] {
  const found = [...text.matchAll(marks)].map(({ 0: mark, 1: begin, index }): Mark => {
    return { start: index, end: index + mark.length, kind: begin === undefined ? 'END' : 'BEGIN' };
  });
  return [...found, { start: text.length, end: text.length, kind: null }];
}

function* wordsIn(text: string, from: number, to: number): Generator<Word> {
  for (const { 0: word, index } of text.slice(from, to).matchAll(words)) {
    const { length } = word;
    const isLong = (length >= minLongWord && isMixed(word)) || (length >= minRandomWord && isRandom(word));
    const isHeader = header.test(word);
    yield {
      start: from + index,
      end: from + index + length,
      isLong: isLong && !isHeader,
      isMask: word === '***',
      isHeader,
    };
  }
}

/** Whether a text between both marks is a key alone: headers, and lines of which some word has letters and digits. */
function isBlock(text: string): boolean {
  const lines = text.split(/\r?\n|\\[nr]/).filter((line) => !header.test(line));
  const found = lines.flatMap((line) => line.match(/[A-Za-z\d+/=]{8,}/g) ?? []);
  return lines.every((line) => blockLine.test(line)) && found.some((word) => /\d/.test(word) && /[A-Za-z]/.test(word));
}

/** Whether a word has capitals, small letters and digits, as a line of a key has and a path or a hash mostly has not. */
function isMixed(word: string): boolean {
  return /\d/.test(word) && /[A-Z]/.test(word) && /[a-z]/.test(word);
}

/**
 * The words that follow a mark of a key, up to the last long one.
 * @param following in reading order, or against it from an end mark on
 * @param more maximum number of words after the last long one: the last line of a key is shorter
 */
function bodyFrom(mark: Span, following: Iterable<Word>, more: number): Span[] {
  const read: Span[] = [];
  let count = 0;
  let last = mark;
  for (const word of following) {
    if (word.isMask || word.start - last.end > maxGap || last.start - word.end > maxGap) break;
    if (word.isHeader) last = word;
    else read.push(word);
    if (!word.isLong) continue;
    count = read.length + more;
    last = word;
  }
  return read.slice(0, count);
}
