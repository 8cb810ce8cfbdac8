import { indentOf, isBlank, leadingSpaceOf, lineAbove } from '../../language/lines.ts';
import type { CursorContext, IndentUnit } from '../cursorContext.ts';

/** How a document is indented. */
export interface IndentStyle {
  unit: IndentUnit;
  /** All the steps from a line to a deeper one, in columns. */
  steps: ReadonlySet<number>;
  /** Set if no line shows the style, so that it is the editor's setting. */
  isEditors?: true;
}

/** Indentation widths in use, in columns. */
export const widths: readonly number[] = [2, 3, 4, 8];

/** Number of lines that are read on each side of the cursor. A choice. */
const nearLines = 200;

/** The styles of positions: each text for a position needs its style again. */
const cache = new WeakMap<CursorContext, IndentStyle | null>();

/** Indentation of the document, from the lines around the cursor or else the editor; null if unknown or mixed. */
export function styleOf(context: CursorContext): IndentStyle | null {
  const style = cache.get(context);
  if (style !== undefined) return style;
  cache.set(context, read(context));
  return styleOf(context);
}

function read(context: CursorContext): IndentStyle | null {
  const { prefix, suffix, editorIndent = null } = context;
  const above = prefix.split('\n').slice(-nearLines);
  const current = above.at(-1)!;
  const below = suffix.split('\n').slice(1, nearLines);
  const sides = [above, below].map((side) => side.filter((line) => !isBlank(line)));
  const lines = sides.flat();
  const isTabbed = lines.some((line) => /^ *\t/.test(line)) || current.startsWith('\t');
  const isSpaced = lines.some((line) => line.startsWith('  '));
  if (isTabbed && isSpaced) return null;
  if (isTabbed) return { unit: 'tab', steps: new Set() };

  const steps = new Map<number, number>();
  const count = (step: number | null) => step !== null && steps.set(step, (steps.get(step) ?? 0) + 1);
  // The text between the two sides is still missing, so no step leads from one to the other.
  for (const side of sides) side.forEach((line, index) => count(stepBetween(side[index - 1] ?? line, line)));
  // On a blank line the editor or the user has already indented the cursor like the document.
  if (isBlank(current) && current !== '') count(stepBetween(lineAbove(prefix) ?? '', `${current}█`));
  const [max] = [...steps].sort(([, a], [, b]) => b - a);
  if (max) return { unit: max[0], steps: new Set(steps.keys()) };
  return editorIndent === null || isSpaced ? null : { unit: editorIndent, steps: new Set(), isEditors: true };
}

/** Number of spaces by which a line is deeper than the one above; null if it is not, or only aligns. */
function stepBetween(above: string, line: string): number | null {
  const space = leadingSpaceOf(line);
  // The body of a documentation comment is one column deeper.
  if (space.includes('\t') || line.startsWith('*', space.length)) return null;
  const step = indentOf(line) - indentOf(above);
  return widths.includes(step) ? step : null;
}
