import type { Cleaner } from './filter.ts';

/**
 * C0 and C1 controls but for tab and line feed, byte-order marks, line ends that only some editors know, what reorders text
 * unseen, and what has no width at all: spaces, invisible operators and tags. The joiners stay: scripts and emoji need them.
 */
const unseen =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;
// eslint-disable-next-line no-control-regex
const terminalColour = /\u001b\[[\d;]*m/g;
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Drops what no source text holds and no user would see. Halves of pairs first: what stands between them would join them. */
export const controlCharacters: Cleaner = (text) =>
  text.replace(loneSurrogate, '').replace(terminalColour, '').replace(unseen, '');
