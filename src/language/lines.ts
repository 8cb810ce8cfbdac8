/**
 * Maximum number of characters of a line that are read as code, those next to the cursor. A choice: longer lines are data,
 * and each is read several times at a key.
 */
export const maxCodeLine = 2_000;

/** Columns of a tab, to compare lines indented with tabs and with spaces: VS Code's default `editor.tabSize`. */
const tabColumns = 4;

/** The white space at the beginning of a line. */
export function leadingSpaceOf(line: string): string {
  return line.slice(0, spaceEnd(line, 0));
}

/** Indentation of a line, in columns. */
export function indentOf(line: string): number {
  return columnsOf(line, 0, spaceEnd(line, 0));
}

/** Offset at which the white space ends that begins at `start`. */
export function spaceEnd(text: string, start: number): number {
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return end;
}

/** Columns of a text's white space between two positions. */
export function columnsOf(text: string, start: number, end: number): number {
  let columns = 0;
  for (let at = start; at < end; at++) columns += text[at] === '\t' ? tabColumns : 1;
  return columns;
}

export function isBlank(line: string): boolean {
  return line.trim() === '';
}

/** The last line above the cursor's that is not blank; null if there is none. */
export function lineAbove(prefix: string): string | null {
  let end = prefix.lastIndexOf('\n');
  while (end > 0) {
    const start = prefix.lastIndexOf('\n', end - 1) + 1;
    const line = prefix.slice(start, end);
    if (!isBlank(line)) return line;
    end = start - 1;
  }
  return null;
}
