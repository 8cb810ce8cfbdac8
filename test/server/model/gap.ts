/** A suffix that begins farther away than this many characters belongs to another gap. */
const MAX_GAP = 6_000;
/** An exact match of this many characters of the suffix ends the gap. */
const CERTAIN = 80;

/** The end of a continuation, and the number of the suffix's characters that it meets there. */
export interface End {
  end: number;
  met: number;
}

/**
 * Finds where the text from `at` on reaches the request's suffix. In this order: the suffix follows at once, except for
 * white space, so nothing is missing; the exact beginning of the suffix; the rest of the cursor's line, at the end of
 * the continuation's first line; the suffix's first whole line. Otherwise the text runs to its end.
 */
export function findEnd(text: string, at: number, prompt: string, suffix: string): End {
  const rest = text.slice(at, at + MAX_GAP);
  const head = suffix.slice(0, CERTAIN);
  const none: End = { end: text.length, met: 0 };
  if (head.trim() === '')
    return text.endsWith(suffix) ? { end: Math.max(at, text.length - suffix.length), met: 0 } : none;
  if (rest.trimStart().startsWith(head.trim())) return { end: at, met: head.length };
  return (
    endAt(at, rest.indexOf(head), head) ??
    endOfLine(rest, at, suffix) ??
    endBeforeLine(rest, at, prompt, suffix) ??
    none
  );
}

function endAt(at: number, offset: number, met: string): End | undefined {
  return offset < 0 ? undefined : { end: at + offset, met: met.length };
}

function endOfLine(rest: string, at: number, suffix: string): End | undefined {
  const after = firstLine(suffix).trimEnd();
  const line = firstLine(rest).trimEnd();
  return after.trim() !== '' && line.endsWith(after) ? endAt(at, line.length - after.length, after) : undefined;
}

function endBeforeLine(rest: string, at: number, prompt: string, suffix: string): End | undefined {
  const atLineStart = prompt.endsWith('\n');
  const line = (atLineStart ? suffix : suffix.slice(firstLine(suffix).length))
    .split('\n')
    .find((candidate) => candidate.trim() !== '');
  if (line === undefined) return undefined;
  const offset = `${rest}\n`.indexOf(`\n${line}\n`);
  return endAt(at, offset < 0 || !atLineStart ? offset : offset + 1, line);
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}
