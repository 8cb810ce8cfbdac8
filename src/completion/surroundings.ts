/** How many tokens of text before and after the cursor the model gets to see. */
export interface TokenLimits {
  prefixTokens: number;
  suffixTokens: number;
}

/** The lines of a document; asked only for those near the cursor, so that a long file costs no more than a short one. */
export interface Lines {
  count: number;
  /** One line's text without its line end. */
  text(line: number): string;
}

/** Code has three to four characters a token; three keeps the estimate on the safe side. */
export const charactersPerToken = 3;

/**
 * While the user types downwards the prompt should begin at the same place from request to request, since a repeated
 * beginning is billed at a tenth. So a cut prefix begins at a multiple of this many lines.
 */
const startLineStep = 16;
/** More than this share of the prefix has to be left by it. */
const steadyShare = 0.75;

/** What a cut inside a surrogate pair leaves. */
const halfAtStart = /^[\uDC00-\uDFFF]/;
const halfAtEnd = /[\uD800-\uDBFF]$/;

/** The text around a position, cut to the budget: at line borders, or within a line longer than the budget. */
export function surroundings(
  lines: Lines,
  line: number,
  character: number,
  budget: TokenLimits,
): { prefix: string; suffix: string; startLine: number; endsDocument: boolean } {
  const current = lines.text(line);
  const before = headOf(lines, line, current.slice(0, character), budget.prefixTokens * charactersPerToken);
  return { ...before, ...tailOf(lines, line, current.slice(character), budget.suffixTokens * charactersPerToken) };
}

function headOf(lines: Lines, line: number, current: string, limit: number): { prefix: string; startLine: number } {
  if (current.length > limit) {
    const end = current.slice(current.length - limit);
    return { prefix: end.replace(halfAtStart, ''), startLine: line };
  }
  // From the cursor's line upwards: putting each in front would take the square of their number.
  const text = [current];
  let length = current.length;
  let startLine = line;
  while (startLine > 0) {
    const above = lines.text(startLine - 1);
    length += above.length + 1;
    if (length > limit) break;
    text.push(above);
    startLine--;
  }
  text.reverse();
  const dropped = (startLineStep - (startLine % startLineStep)) % startLineStep;
  const steady = text.slice(dropped).join('\n');
  const whole = text.join('\n');
  // A file of long lines has no text to give away.
  return steady.length <= steadyShare * whole.length
    ? { prefix: whole, startLine }
    : { prefix: steady, startLine: startLine + dropped };
}

function tailOf(lines: Lines, line: number, current: string, limit: number): { suffix: string; endsDocument: boolean } {
  if (current.length > limit) return { suffix: current.slice(0, limit).replace(halfAtEnd, ''), endsDocument: false };
  const text = [current];
  let length = current.length;
  for (let l = line + 1; l < lines.count; l++) {
    const next = lines.text(l);
    length += next.length + 1;
    if (length > limit) break;
    text.push(next);
  }
  return { suffix: text.join('\n'), endsDocument: line + text.length === lines.count };
}
