import type { Span } from './span.ts';

const begin = /-----BEGIN (?:[A-Z\d]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
const end = /-----END (?:[A-Z\d]{1,20} ){0,3}PRIVATE KEY/g;
/** Ends a line, in a string of code, too. */
const lineBreak = /\r?\n|\\[nr]/g;
/** A line of a key, with what quotes, joins or comments it in code. */
const bodyLine = /^[ \t"'`,;(#*\\.<>-]{0,40}(?:\/\/|\+)?[ \t"'`]{0,40}([A-Za-z\d+/=]*)[ \t"'`+,;)\\]{0,20}$/;
const header = /^[ \t"'`+]*[A-Z][\w-]{2,30}: /;
/** Characters. A choice: lines of a key have 64 or more, and words of code are shorter. */
const minFirstLine = 20;
/** Characters. A choice: the last line of a key may be shorter, tells nothing, and has no room for a mask with a number. */
const minLine = 8;

/**
 * The lines of private keys in a text that may begin or end within one. Each span is one line's; the marks are none. Code
 * that compares with the marks has no such lines.
 */
export function privateKeyLinesIn(text: string): Span[] {
  if (!text.includes('-----')) return [];
  const found: Span[] = [];
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(end)) {
    const above = text.slice(from, index);
    if (!above.includes('-----BEGIN ')) found.push(...bodyAbove(text, from, index));
    from = index + mark.length;
  }
  for (const { 0: mark, index } of text.matchAll(begin)) found.push(...bodyBelow(text, index + mark.length));
  return found.filter(({ start, end: to }) => to - start >= minLine);
}

/** Lines of a key from a mark on, up to the first other line. */
function bodyBelow(text: string, start: number): Span[] {
  const found: Span[] = [];
  for (const line of linesOf(text, start)) {
    const span = spanOf(text, line, found.length === 0);
    if (span === null) break;
    found.push(span);
  }
  return found;
}

/** Lines of a key above its end mark, where its beginning is cut off. */
function bodyAbove(text: string, from: number, to: number): Span[] {
  const found: Span[] = [];
  for (const line of [...linesOf(text.slice(0, to), from)].reverse()) {
    const span = spanOf(text, line, false);
    if (span === null) break;
    found.push(span);
  }
  return found.some(({ start, end: to }) => to - start >= minFirstLine) ? found : [];
}

function* linesOf(text: string, start: number): Generator<Span> {
  let from = start;
  for (const { 0: mark, index } of text.slice(start).matchAll(lineBreak)) {
    yield { start: from, end: start + index };
    from = start + index + mark.length;
  }
  yield { start: from, end: text.length };
}

/** What is secret in a line of a key; null if it is another line. */
function spanOf(text: string, { start, end: to }: Span, isFirst: boolean): Span | null {
  const line = text.slice(start, to);
  if (header.test(line)) return { start, end: start };
  const body = bodyLine.exec(line)?.[1];
  if (body === undefined || (isFirst && body !== '' && body.length < minFirstLine)) return null;
  const from = start + line.indexOf(body);
  return { start: from, end: from + body.length };
}
