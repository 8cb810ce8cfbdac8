/** Maximum numbers of tokens before and after the cursor in a request. */
export interface TokenLimits {
  prefixTokens: number;
  suffixTokens: number;
}

/** The lines of a document. Only those near the cursor are read, so that a long file costs no more than a short one. */
export interface Lines {
  count: number;
  /** The text of a line without its line end. */
  text(line: number): string;
}

/** Characters per token. Code has three to four; with the lower number, requests keep within the token limits. */
export const charactersPerToken = 3;

/**
 * A cut prefix begins at a multiple of this number of lines. Successive requests then begin alike, and a repeated
 * beginning is billed at a tenth. A choice: at most 15 lines are lost.
 */
const startLineStep = 16;
/** The prefix is cut there only if more than this share of it remains. A choice. */
const steadyShare = 0.75;

/** Half of a surrogate pair that a cut leaves. */
const halfAtStart = /^[\uDC00-\uDFFF]/;
const halfAtEnd = /[\uD800-\uDBFF]$/;
/**
 * A word that a cut splits, unless it reaches the cursor. Its characters are those of service keys: a part of a key is not
 * recognized as a key, and would be sent without a mask.
 */
const wordAtStart = /^[\w.+/=~%|:@#?&-]+(?=[^\w.+/=~%|:@#?&-])/;
const wordAtEnd = /(?<=[^\w.+/=~%|:@#?&-])[\w.+/=~%|:@#?&-]+$/;

/** The text around a position within the limits. It is cut between lines, or within a line that exceeds a limit. */
export function surroundings(
  lines: Lines,
  line: number,
  character: number,
  limits: TokenLimits,
): { prefix: string; suffix: string; startLine: number; endsDocument: boolean } {
  const current = lines.text(line);
  const before = headOf(lines, line, current.slice(0, character), limits.prefixTokens * charactersPerToken);
  return { ...before, ...tailOf(lines, line, current.slice(character), limits.suffixTokens * charactersPerToken) };
}

function headOf(lines: Lines, line: number, current: string, limit: number): { prefix: string; startLine: number } {
  if (current.length > limit) {
    const end = current.slice(current.length - limit);
    return { prefix: end.replace(halfAtStart, '').replace(wordAtStart, ''), startLine: line };
  }
  // Collected upwards and reversed once: adding each line in front takes quadratic time.
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
  // In a file of long lines, the dropped ones would be too much of the prefix.
  return steady.length <= steadyShare * whole.length
    ? { prefix: whole, startLine }
    : { prefix: steady, startLine: startLine + dropped };
}

function tailOf(lines: Lines, line: number, current: string, limit: number): { suffix: string; endsDocument: boolean } {
  if (current.length > limit) {
    const start = current.slice(0, limit);
    return { suffix: start.replace(halfAtEnd, '').replace(wordAtEnd, ''), endsDocument: false };
  }
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
