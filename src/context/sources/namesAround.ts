import { keywords } from '../../language/keywords.ts';

/** A name in a text, and where it stands. */
export interface Name {
  name: string;
  line: number;
  character: number;
}

/** So far up and down names count as near; what is above has been written for what comes now. */
const linesAbove = 30;
const linesBelow = 10;
/** So much of a line counts as near, on each side of the cursor's column, in characters: a longer one is data. */
const charactersAround = 500;
/** Shorter ones are loop variables mostly. */
const shortest = 3;

/**
 * The names around a cursor, nearest first, each at the place where it stands nearest. Looks at code as text: a name in a
 * comment or a string is one, too.
 * @param text a line of the document, counted from zero
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
      if (name.length < shortest || keywords.has(name.toLowerCase()) || found.has(name)) continue;
      found.set(name, { name, line, character: from + index });
    }
  }
  return [...found.values()];
}

/** The cursor's line, those above upwards, those below downwards; above and below by turns, as long as there are both. */
function* linesFrom(cursor: number, count: number): Generator<number> {
  yield cursor;
  for (let step = 1; step <= linesAbove; step++) {
    if (cursor - step >= 0) yield cursor - step;
    if (step <= linesBelow && cursor + step < count) yield cursor + step;
  }
}
