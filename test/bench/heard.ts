import { Document, type Position } from './document.ts';

const pair = /^(?:\(\)|\[\]|\{\}|<>|""|''|``)$/;
const openedBlock = /^(\n[ \t]*)\n[ \t]*$/;

/**
 * Where the extension takes the cursor to be after an edit: VS Code makes one change of what it writes left and right of
 * the cursor (`()`, `\n  \n`), and does not say where the cursor is (measured on 1.139.1). The rule of
 * `src/editor/keystroke.ts`, which cannot be loaded without VS Code.
 * @param start where the change begins.
 */
export function heardCursor(start: Position, written: string): Position {
  const left = pair.test(written) ? written.slice(0, 1) : (openedBlock.exec(written)?.[1] ?? written);
  const { line, character } = new Document(left).end;
  return line === 0
    ? { line: start.line, character: start.character + character }
    : { line: start.line + line, character };
}
