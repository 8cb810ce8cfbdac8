import type { CursorContext } from '../cursorContext.ts';
import { closersAfterCursor } from './closersAfterCursor.ts';
import { codeFences } from './codeFences.ts';
import { controlCharacters } from './controlCharacters.ts';
import type { Cleaner, Filter, Suggestion } from './filter.ts';
import { indentation } from './indentation.ts';
import { leadingBlankLines } from './leadingBlankLines.ts';
import { leadingSpace } from './leadingSpace.ts';
import { needlessClosers } from './needlessClosers.ts';
import { overClosed } from './overClosed.ts';
import { promptMarkers } from './promptMarkers.ts';
import { repeatedLines } from './repeatedLines.ts';
import { repetition } from './repetition.ts';
import { suffixOverlap } from './suffixOverlap.ts';
import { trailingSpace } from './trailingSpace.ts';

export { repeatsItself } from './repetition.ts';
export { reachesSuffix } from './repeatedLines.ts';

/** In the order in which they run. */
const namedCleaners = {
  controlCharacters,
  promptMarkers,
  codeFences,
  leadingBlankLines,
  leadingSpace,
  indentation,
  repetition,
  overClosed,
  needlessClosers,
};
const cleaners: readonly Cleaner[] = Object.values(namedCleaners);

/** In the order in which they run. */
const namedFilters = { closersAfterCursor, repeatedLines, suffixOverlap, trailingSpace };
const filters: readonly Filter[] = Object.values(namedFilters);

/** What is cut again and again says what follows the cursor over and over, and nothing else. */
const mostRounds = 10;

/** What the model gave, made fit for the place it was asked for: the text that the user may then type along with. */
export function cleaned(text: string, context: CursorContext): string {
  return cleaners.reduce((sofar, clean) => clean(sofar, context), text);
}

/**
 * What is shown of a cleaned text, or of its rest after the user has typed the beginning, at the place where the cursor
 * is now; null where nothing is worth showing.
 */
export function fitted(text: string, context: CursorContext): Suggestion | null {
  let sofar = text;
  // A cut may uncover what another filter has to cut. Every round but the last makes the text shorter.
  for (let round = 0; round < mostRounds; round++) {
    const suggestion = filters.reduce<Suggestion>((one, fit) => fit(one, context), { text: sofar, replaces: 0 });
    if (suggestion.text !== sofar) sofar = suggestion.text;
    else return sofar.trim() === '' || addsNothing(suggestion, context) ? null : suggestion;
  }
  return null;
}

/** What is shown of a text at the very place it was asked for, or null where nothing is worth showing. */
export function filtered(text: string, context: CursorContext): Suggestion | null {
  return fitted(cleaned(text, context), context);
}

/** What can leave nothing of a text; `addsNothing` where it is what follows the cursor already. */
export type FilterName = keyof typeof namedCleaners | keyof typeof namedFilters | 'addsNothing';

/** What leaves nothing of a text: its name, and what it was given. */
export interface Emptied {
  filter: FilterName;
  text: string;
}

/** The cleaner that leaves nothing of what the model gave; null where something is left, or nothing was there. */
export function emptiedByCleaner(text: string, context: CursorContext): Emptied | null {
  const steps = Object.entries(namedCleaners).map(([name, clean]: [string, Cleaner]): Step => {
    return [name as FilterName, (sofar) => clean(sofar, context)];
  });
  return emptiedBy(steps, text);
}

/** The filter that leaves nothing to show of a cleaned text or its rest; null where {@link fitted} leaves something. */
export function emptiedByFilter(text: string, context: CursorContext): Emptied | null {
  if (fitted(text, context)) return null;
  const steps = Object.entries(namedFilters).map(([name, fit]: [string, Filter]): Step => {
    return [name as FilterName, (sofar) => fit({ text: sofar, replaces: 0 }, context).text];
  });
  // A filter may leave nothing only once another has cut the text; each round cuts something.
  return emptiedBy([...steps, ...steps, ['addsNothing', () => '']], text);
}

type Step = [name: FilterName, run: (text: string) => string];

function emptiedBy(steps: readonly Step[], text: string): Emptied | null {
  let sofar = text;
  for (const [filter, run] of steps) {
    const before = sofar;
    sofar = run(before);
    if (sofar.trim() === '') return before.trim() === '' ? null : { filter, text: before };
  }
  return null;
}

function addsNothing({ text, replaces }: Suggestion, { suffix }: CursorContext): boolean {
  return text === suffix.slice(0, replaces);
}
