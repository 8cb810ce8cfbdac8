import type { CursorContext } from '../cursorContext.ts';
import type { Dropped, Filter } from '../suggestion.ts';
import { indented } from './indentation.ts';
import { withoutFences, withoutMarkers, withoutInvisible } from './leaks.ts';
import { loopStart } from './loops.ts';
import { withoutRepeatedStart } from './repeatedStart.ts';

/** In the order in which they run. */
const steps = {
  characters: (text: string) => withoutInvisible(text),
  markers: withoutMarkers,
  fences: withoutFences,
  loops: (text: string) => text.slice(0, loopStart(text) ?? text.length),
  repeatedStart: withoutRepeatedStart,
  indentation: indented,
} satisfies Partial<Record<Filter, (text: string, context: CursorContext) => string>>;

/**
 * Cleans the model's text for the position of its request. This runs before the user types along: a user who types the
 * shown text must get its rest, so no rest is cleaned again.
 */
export function cleaned(text: string, context: CursorContext): string {
  return Object.values(steps).reduce((sofar, step) => step(sofar, context), text);
}

/** The step that empties a text, and its input; null if something is left. */
export function droppedByCleaning(text: string, context: CursorContext): Dropped | null {
  let sofar = text;
  for (const [filter, step] of Object.entries(steps)) {
    const before = sofar;
    sofar = step(before, context);
    if (sofar.trim() === '') return before.trim() === '' ? null : { filter: filter as Filter, text: before };
  }
  return null;
}
