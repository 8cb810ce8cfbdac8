import type { Filter } from './filter.ts';

/** C0 and C1 controls but for tab and line feed, and the controls that reorder text unseen. */
// eslint-disable-next-line no-control-regex
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Drops what no source text holds and no user would see. */
export const controlCharacters: Filter = (suggestion) => ({
  ...suggestion,
  text: suggestion.text.replace(unseen, '').replace(loneSurrogate, ''),
});
