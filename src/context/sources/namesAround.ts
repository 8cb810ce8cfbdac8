import { keywords } from '../../language/keywords.ts';

/** A name, and its place in the document. */
export interface Name {
  name: string;
  line: number;
  character: number;
}

/** A choice: more lines above, as they were written for what comes now. */
const linesAbove = 30;
const linesBelow = 10;
/** Characters of a line on each side of the cursor's column. A choice: longer lines are data. */
const charactersAround = 500;
/** A choice: shorter names are mostly loop variables. */
const minLength = 3;

/**
 * The names around a cursor, nearest first, each at its nearest place. Names in comments and strings are included.
 * @param count of the document's lines
 * @param text returns a line of the document (zero-based)
 */
export function namesAround(
  count: number,
  text: (line: number) => string,
  cursor: { line: number; character: number },
): Name[] {
  const found = new Map<string, Name>();
  const from = Math.max(0, cursor.character - charactersAround);
  for (const line of linesFrom(cursor.line, count)) {
    const near = text(line).slice(from, cursor.character + charactersAround);
    const matches = [...near.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu)].reverse();
    for (const { 0: name, index } of matches) {
      if (name.length < minLength || keywords.has(name.toLowerCase()) || found.has(name)) continue;
      found.set(name, { name, line, character: from + index });
    }
  }
  return [...found.values()];
}

/** The cursor's line, then the nearest one above and the nearest one below in turn. */
function* linesFrom(cursor: number, count: number): Generator<number> {
  yield cursor;
  for (let step = 1; step <= linesAbove; step++) {
    if (cursor - step >= 0) yield cursor - step;
    if (step <= linesBelow && cursor + step < count) yield cursor + step;
  }
}
