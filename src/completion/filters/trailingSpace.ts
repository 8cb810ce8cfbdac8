import type { Filter } from './filter.ts';

/** Nobody sees white space at the end of ghost text, and everybody finds it in the diff. */
export const trailingSpace: Filter = (suggestion) => ({ ...suggestion, text: suggestion.text.trimEnd() });
