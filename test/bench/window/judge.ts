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
  const direct = compare(ghost, rest, ahead);
  if (direct.isRight) return direct;
  const closers = ahead.trim();
  if (closers === '' || !rest.startsWith(closers)) return wrong;
  const beyond = compare(ghost, rest.slice(closers.length), '');
  return beyond.isRight ? { ...beyond, covered: beyond.covered + closers.length } : wrong;
}

function compare(ghost: string, rest: string, ahead: string): Judgement {
  if (breaksFirst(ghost) !== breaksFirst(rest)) return wrong;
  if (firstWord(ghost) !== firstWord(rest)) return wrong;
  const says = ghost.replaceAll(/\s/g, '');
  const wanted = rest.replaceAll(/\s/g, '');
  const stands = ahead.replaceAll(/\s/g, '');
  let [said, passed, covered] = [0, 0, 0];
  for (; covered < wanted.length && said < says.length; covered++) {
    if (says[said] === wanted[covered]) said++;
    else if (stands[passed] === wanted[covered]) passed++;
    else break;
  }
  return { isRight: true, covered, isWhole: said === says.length };
}

function breaksFirst(text: string): boolean {
  return /^[ \t]*\n/.test(text);
}

function firstWord(text: string): string {
  return /^\s*(\w+|\W)/.exec(text)?.[1] ?? '';
}
