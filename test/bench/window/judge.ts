/** How much of a ghost text is right. */
export interface Judgement {
  /** Its next word is right. */
  isRight: boolean;
  /** Number of right characters, without white space; closers ahead are included. */
  covered: number;
  /** All of it is right. */
  isWhole: boolean;
}

const wrong: Judgement = { isRight: false, covered: 0, isWhole: false };

/**
 * Compares a ghost text with the rest of a body. White space does not matter, except for a line break at the beginning.
 * Text after the cursor is not part of the ghost text, but may be between its parts.
 * @param ahead the editor's text after the cursor, on its line
 */
export function judge(ghost: string | null, rest: string, ahead: string): Judgement {
  if (ghost === null || ghost.trim() === '') return wrong;
  const says = ghost.replaceAll(/\s/g, '');
  const breaks = breaksFirst(ghost);
  for (const passed of passes(rest, ahead)) {
    const beyond = rest.slice(passed);
    if (firstWord(ghost) !== firstWord(beyond)) continue;
    if (breaks !== breaksFirst(rest) && breaks !== breaksFirst(beyond)) continue;
    return { isRight: true, ...coverage(says, rest.replaceAll(/\s/g, ''), ahead.replaceAll(/\s/g, '')) };
  }
  return wrong;
}

/** The part of the rest that is ahead: none, or more and more of it. */
function passes(rest: string, ahead: string): number[] {
  const ends = [0];
  for (const closer of ahead.replaceAll(/\s/g, '')) {
    const at = ends.at(-1)! + /^\s*/.exec(rest.slice(ends.at(-1)))![0].length;
    if (rest[at] !== closer) break;
    ends.push(at + 1);
  }
  return ends;
}

/** The text without white space. */
function coverage(says: string, wanted: string, ahead: string): Pick<Judgement, 'covered' | 'isWhole'> {
  let [said, passed, covered] = [0, 0, 0];
  for (; covered < wanted.length && said < says.length; covered++) {
    if (says[said] === wanted[covered]) said++;
    else if (ahead[passed] === wanted[covered]) passed++;
    else break;
  }
  return { covered, isWhole: said === says.length };
}

function breaksFirst(text: string): boolean {
  return /^[ \t]*\n/.test(text);
}

function firstWord(text: string): string {
  return /^\s*(\w+|\W)/.exec(text)?.[1] ?? '';
}
