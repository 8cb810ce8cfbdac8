import type { CursorContext } from '../cursorContext.ts';
import { indentOf, isBlank, leadingSpaceOf, lineAbove } from './lines.ts';

/** A tab a level, or so many spaces. */
export type IndentStyle = 'tab' | number;

/** Widths in use. */
export const widths: readonly number[] = [2, 3, 4, 8];

/** Lines near the cursor that are looked at, on each side. */
const nearLines = 200;

/** Where so great a part of the lines is indented in the other way, the document mixes both. */
const mixedShare = 0.1;

/** Every text that comes for a place asks for its style anew. */
const known = new WeakMap<CursorContext, IndentStyle | null>();

/** How the document is indented, read from the lines around the cursor; null where they do not tell. */
export function styleOf(context: CursorContext): IndentStyle | null {
  const style = known.get(context);
  if (style !== undefined) return style;
  known.set(context, read(context));
  return styleOf(context);
}

function read({ prefix, suffix }: CursorContext): IndentStyle | null {
  const above = prefix.split('\n').slice(-nearLines);
  const current = above.at(-1)!;
  const below = suffix.split('\n').slice(1, nearLines);
  const sides = [above, below].map((side) => side.filter((line) => !isBlank(line)));
  const lines = sides.flat();
  const tabbed = lines.filter((line) => line.startsWith('\t')).length;
  const spaced = lines.filter((line) => line.startsWith('  ')).length;
  if (Math.min(tabbed, spaced) > mixedShare * (tabbed + spaced)) return null;
  if (tabbed > spaced || current.startsWith('\t')) return 'tab';

  const steps = new Map<number, number>();
  const count = (step: number | null) => step !== null && steps.set(step, (steps.get(step) ?? 0) + 1);
  // What belongs between the two sides is missing yet, so that no step leads from one to the other.
  for (const side of sides) side.forEach((line, index) => count(stepBetween(side[index - 1] ?? line, line)));
  // In a blank line the editor or the user has put the cursor as deep as the document would have it.
  if (isBlank(current) && current !== '') count(stepBetween(lineAbove(prefix) ?? '', `${current}█`));
  const [most] = [...steps].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? null;
}

/** The spaces that a line stands deeper than the one above; null where it does not, or only aligns. */
function stepBetween(above: string, line: string): number | null {
  const space = leadingSpaceOf(line);
  // The body of a documentation comment stands one column in.
  if (space.includes('\t') || line.startsWith('*', space.length)) return null;
  const step = indentOf(line) - indentOf(above);
  return widths.includes(step) ? step : null;
}
