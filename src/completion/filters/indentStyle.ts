import type { CursorContext } from '../cursorContext.ts';
import { indentOf, isBlank, leadingSpaceOf } from './lines.ts';

/** A tab a level, or so many spaces. */
export type IndentStyle = 'tab' | number;

/** Lines near the cursor that are looked at, on each side. */
const nearLines = 200;

/** How the document is indented, read from the lines around the cursor; null where they do not tell. */
export function styleOf({ prefix, suffix }: CursorContext): IndentStyle | null {
  const above = prefix.split('\n').slice(-nearLines);
  if (above.at(-1)!.startsWith('\t')) return 'tab';
  // Where the line is blank, the editor or the user has put the cursor as deep as the document would have it.
  if (isBlank(above.at(-1)!) && above.at(-1) !== '') above.push(`${above.pop()!}█`);
  const steps = new Map<IndentStyle, number>();
  let last = '';
  for (const line of [...above, ...suffix.split('\n').slice(1, nearLines)]) {
    if (isBlank(line)) continue;
    const step = stepBetween(last, line);
    if (step !== null) steps.set(step, (steps.get(step) ?? 0) + 1);
    last = line;
  }
  const [most] = [...steps].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? null;
}

/** What a line stands deeper than the one above; null where it does not, or only aligns. */
function stepBetween(above: string, line: string): IndentStyle | null {
  const space = leadingSpaceOf(line);
  const step = indentOf(line) - indentOf(above);
  if (space.startsWith('\t')) return step > 0 ? 'tab' : null;
  // The body of a documentation comment stands one column in.
  if (space.includes('\t') || line.startsWith('*', space.length)) return null;
  return step === 2 || step === 3 || step === 4 || step === 8 ? step : null;
}
