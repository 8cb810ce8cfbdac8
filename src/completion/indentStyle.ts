import type { CursorContext, IndentUnit } from './cursorContext.ts';
import { indentOf, isBlank, leadingSpaceOf, lineAbove } from '../language/lines.ts';

/** How a document is indented. */
export interface IndentStyle {
  unit: IndentUnit;
  /** All the steps from a line to a deeper one, in columns. */
  steps: ReadonlySet<number>;
}

/** Widths in use. */
export const widths: readonly number[] = [2, 3, 4, 8];

/** Lines near the cursor that are looked at, on each side. */
const nearLines = 200;

/** Every text that comes for a place asks for its style again. */
const known = new WeakMap<CursorContext, IndentStyle | null>();

/** How the document is indented, read from the lines around the cursor; null if they do not tell, or tell both ways. */
export function styleOf(context: CursorContext): IndentStyle | null {
  const style = known.get(context);
  if (style !== undefined) return style;
  known.set(context, read(context));
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
  // What belongs between the two sides is missing yet, so that no step leads from one to the other.
  for (const side of sides) side.forEach((line, index) => count(stepBetween(side[index - 1] ?? line, line)));
  // In a blank line the editor or the user has put the cursor as deep as the document would have it.
  if (isBlank(current) && current !== '') count(stepBetween(lineAbove(prefix) ?? '', `${current}█`));
  const [most] = [...steps].sort(([, a], [, b]) => b - a);
  if (most) return { unit: most[0], steps: new Set(steps.keys()) };
  return editorIndent === null || isSpaced ? null : { unit: editorIndent, steps: new Set() };
}

/** The spaces that a line stands deeper than the one above; null where it does not, or only aligns. */
function stepBetween(above: string, line: string): number | null {
  const space = leadingSpaceOf(line);
  // The body of a documentation comment stands one column in.
  if (space.includes('\t') || line.startsWith('*', space.length)) return null;
  const step = indentOf(line) - indentOf(above);
  return widths.includes(step) ? step : null;
}
