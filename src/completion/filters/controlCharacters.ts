import type { Cleaner } from './filter.ts';

/**
 * C0 and C1 controls but for tab and line feed, line ends that only some editors know, annotations, and all that Unicode
 * says to draw nothing for: what reorders text, joins, fills or hides. A blank of Braille stays behind other Braille only.
 */
const unseen =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufff9-\ufffb]|(?<![\u2800-\u28ff])\u2800+|\p{Default_Ignorable_Code_Point}/u;
/**
 * What emoji and scripts need of that: the joiners; a single selector directly behind what it selects the look of, which
 * are pictures, keycaps, Han characters and Mongolian letters.
 */
const needed = [
  /[\u200c\u200d]/u,
  /(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f]/u,
  /(?<=[\d#*])\ufe0f(?=\u20e3)/u,
  /(?<=\p{Script=Han})[\ufe00-\ufe02\u{e0100}-\u{e01ef}]/u,
  /(?<=\p{Script=Mongolian})[\u180b-\u180d\u180f]/u,
];
const dropped = new RegExp(`(?!${needed.map(({ source }) => source).join('|')})(?:${unseen.source})`, 'gu');
// eslint-disable-next-line no-control-regex
const terminalColour = /\u001b\[[\d;]*m/g;
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Drops what no source text holds and no user would see. Halves of pairs first: what stands between them would join them. */
export const controlCharacters: Cleaner = (text) =>
  text.replace(loneSurrogate, '').replace(terminalColour, '').replace(dropped, '');
