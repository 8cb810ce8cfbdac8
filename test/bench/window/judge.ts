/** How much of a ghost text is what comes next. */
export interface Judgement {
  /** Its next word is. */
  isRight: boolean;
  /** How many characters of the body's rest, white space left out, it covers rightly; closers ahead are counted too. */
  covered: number;
  /** All of it is. */
  isWhole: boolean;
}

const wrong: Judgement = { isRight: false, covered: 0, isWhole: false };

/**
 * Compares a ghost text with what is left of a body. White space does not matter but for the line break a text begins
 * with. What stands after the cursor already is not part of the ghost text, yet stands between its parts.
 * @param ahead what the editor put after the cursor, on its line
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

/** How much of the rest stands ahead: nothing, or more and more of it. */
function passes(rest: string, ahead: string): number[] {
  const ends = [0];
  for (const closer of ahead.replaceAll(/\s/g, '')) {
    const at = ends.at(-1)! + /^\s*/.exec(rest.slice(ends.at(-1)))![0].length;
    if (rest[at] !== closer) break;
    ends.push(at + 1);
  }
  return ends;
}

/** All without white space. */
function coverage(says: string, wanted: string, stands: string): Pick<Judgement, 'covered' | 'isWhole'> {
  let [said, passed, covered] = [0, 0, 0];
  for (; covered < wanted.length && said < says.length; covered++) {
    if (says[said] === wanted[covered]) said++;
    else if (stands[passed] === wanted[covered]) passed++;
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
