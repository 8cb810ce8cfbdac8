/** Columns of a tab where lines indented in both ways are compared. */
const tabColumns = 4;

/** The white space that a line begins with. */
export function leadingSpaceOf(line: string): string {
  return /^[ \t]*/.exec(line)![0];
}

/** Columns that a line is indented by. */
export function indentOf(line: string): number {
  let columns = 0;
  for (const character of leadingSpaceOf(line)) columns += character === '\t' ? tabColumns : 1;
  return columns;
}

export function isBlank(line: string): boolean {
  return line.trim() === '';
}

/** The last line above the cursor's that is not blank; null where there is none. */
export function lineAbove(prefix: string): string | null {
  const lines = prefix.split('\n');
  return lines.slice(0, -1).findLast((line) => !isBlank(line)) ?? null;
}

/** Whether the lines that follow this one stand deeper: a bracket left open at its end, or the colon of Python or YAML. */
export function opensBlock(line: string): boolean {
  return /[[({:]\s*$|=>\s*$|\b(?:do|then|begin)\s*$/.test(line);
}
