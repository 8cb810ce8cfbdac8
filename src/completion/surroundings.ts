/** How many tokens of text before and after the cursor the model gets to see. */
export interface Budget {
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
const charactersPerToken = 3;

/**
 * While the user types downwards the prompt should begin at the same place from request to request, since a repeated
 * beginning is billed at a tenth. So a cut prefix begins at a multiple of this many lines.
 */
const startLineStep = 16;

/** The text around a position, cut to the budget: at line borders, or within a line longer than the budget. */
export function surroundings(
  lines: Lines,
  line: number,
  character: number,
  budget: Budget,
): { prefix: string; suffix: string; startLine: number } {
  const current = lines.text(line);
  const before = headOf(lines, line, current.slice(0, character), budget.prefixTokens * charactersPerToken);
  return { ...before, suffix: tailOf(lines, line, current.slice(character), budget.suffixTokens * charactersPerToken) };
}

function headOf(lines: Lines, line: number, current: string, limit: number): { prefix: string; startLine: number } {
  if (current.length > limit) return { prefix: wellFormed(current.slice(-limit)), startLine: line };
  let startLine = line;
  let length = current.length;
  while (startLine > 0) {
    length += lines.text(startLine - 1).length + 1;
    if (length > limit) break;
    startLine--;
  }
  if (startLine > 0) startLine = Math.min(line, Math.ceil(startLine / startLineStep) * startLineStep);
  const text: string[] = [];
  for (let l = startLine; l < line; l++) text.push(lines.text(l));
  text.push(current);
  return { prefix: wellFormed(text.join('\n')), startLine };
}

function tailOf(lines: Lines, line: number, current: string, limit: number): string {
  if (current.length > limit) return wellFormed(current.slice(0, limit));
  const text = [current];
  let length = current.length;
  for (let l = line + 1; l < lines.count; l++) {
    const next = lines.text(l);
    length += next.length + 1;
    if (length > limit) break;
    text.push(next);
  }
  return wellFormed(text.join('\n'));
}

/** A cut inside a surrogate pair, or a document that holds half of one, must not reach the API: JSON has no such text. */
function wellFormed(text: string): string {
  return text.isWellFormed() ? text : text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '').toWellFormed();
}
