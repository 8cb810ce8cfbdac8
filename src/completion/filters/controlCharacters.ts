import type { Cleaner } from './filter.ts';

/** C0 and C1 controls but for tab and line feed, byte-order marks, and the controls that reorder text unseen. */
// eslint-disable-next-line no-control-regex
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g;
// eslint-disable-next-line no-control-regex
const terminalColour = /\u001b\[[\d;]*m/g;
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Drops what no source text holds and no user would see. */
export const controlCharacters: Cleaner = (text) =>
  text.replace(terminalColour, '').replace(unseen, '').replace(loneSurrogate, '');
