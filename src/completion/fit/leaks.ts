import { kindOf, type Open } from '../../language/openStack.ts';
import { syntaxOf } from '../../language/table/index.ts';
import type { CursorContext } from '../cursorContext.ts';
import { placeAt } from './place.ts';

/**
 * C0 and C1 controls except tab and line feed, line ends that only some editors know, annotations, and characters that
 * Unicode ignores by default: they reorder, join, fill or hide. A blank of Braille is kept after other Braille.
 */
const invisible =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufff9-\ufffb]|(?<![\u2800-\u28ff])\u2800+|\p{Default_Ignorable_Code_Point}/u;
/**
 * Exceptions, for emoji and scripts: joiners that are not between two ASCII characters; tags of flags; a single selector
 * directly after the character whose look it selects: pictures, keycaps, Han characters and Mongolian letters.
 */
const needed = [
  /(?<![\t-~][\u200c\u200d]*)[\u200c\u200d]|[\u200c\u200d](?![\u200c\u200d]*[\t-~])/u,
  /(?<=\u{1f3f4}[\u{e0030}-\u{e007a}]*)[\u{e0030}-\u{e007a}\u{e007f}]/u,
  /(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f]/u,
  /(?<=[\d#*])\ufe0f(?=\u20e3)/u,
  /(?<=\p{Script=Han})[\ufe00-\ufe02\u{e0100}-\u{e01ef}]/u,
  /(?<=\p{Script=Mongolian})[\u180b-\u180d\u180f]/u,
];
const dropped = new RegExp(`(?!${needed.map(({ source }) => source).join('|')})(?:${invisible.source})`, 'gu');
// eslint-disable-next-line no-control-regex
const terminalColour = /\u001b\[[\d;]*m/g;
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Drops characters that no source text has and no user sees. Lone surrogates go first: later drops could pair them. */
export function withoutInvisible(text: string): string {
  return text.replace(loneSurrogate, '').replace(terminalColour, '').replace(dropped, '');
}

/**
 * Markers of the formats for fill-in-the-middle and chat requests, Codestral's first. Brackets after a name are an
 * index: `parts[SUFFIX]`. A text that is still growing may end within a marker.
 */
const marker =
  /(?<![\w)\]}"'`.])\[\/?(?:PREFIX|SUFFIX|MIDDLE|INST)(?:\]|(?![^]))|▁?<[|｜][\p{L}\d_▁-]{2,40}(?:[|｜]>|(?![^]))|▁?<(?:fim_\w{3,20}|file_sep|gh_stars|repo_name|reponame|jupyter_\w{4,10}|endoftext)(?:>|(?![^]))|▁?<(?:PRE|SUF|MID|EOT|EOM|eos|eot|EOS)>|^\+{5} .*|\ufffd/gmu;
/** Markers that precede the answer. */
const beforeAnswer = /^(?:\[MIDDLE\]|<\|?fim_middle\|?>|<[|｜]fim▁hole[|｜]>|<MID>)/u;

/** The text up to the first marker that does not belong in the document. */
export function withoutMarkers(text: string, context: CursorContext): string {
  for (const { 0: found, index } of text.matchAll(marker)) {
    if (!isLeak(text, found, index, context)) continue;
    if (beforeAnswer.test(found) && text.slice(0, index).trim() === '') {
      return withoutMarkers(text.slice(index + found.length), context);
    }
    return text.slice(0, found === '\ufffd' ? quotedFrom(text, index, context) : index);
  }
  return text;
}

function isLeak(text: string, found: string, index: number, context: CursorContext): boolean {
  const { prefix, suffix, language } = context;
  const head = found.startsWith('+++++ ') ? '+++++ ' : found;
  if (prefix.includes(head) || suffix.includes(head)) return false;
  if (found === '\ufffd') return true;
  const place = placeAt(context);
  const lineHead = (place.before + text.slice(0, index)).split('\n').at(-1)!;
  if (found.startsWith('[') && (/[\w)\]}"'`.]$/.test(lineHead) || (lineHead === '' && syntaxOf(language).hasSections)))
    return false;
  const kind = kindOf(place.read(text.slice(0, index), 0, true).top);
  if (kind === 'code') return true;
  // A string or a comment may be about markers.
  return kind !== 'string' && /^\s*$/.test(text.slice(index + found.length).split('\n', 1)[0]!);
}

/** Offset of the text's outermost string or block comment around a position; the position itself outside of them. */
function quotedFrom(text: string, index: number, context: CursorContext): number {
  const place = placeAt(context);
  let from = index;
  for (let open = place.read(text.slice(0, index), 0, true).top; open.parent; open = open.parent) {
    if (open.kind === 'quoted' && place.startOf(open) >= 0) from = place.startOf(open);
  }
  return from;
}

const fence = /^[ \t]*(?:```|~~~)[\w+#.-]*[ \t]*$/;

/** Removes the Markdown fence that a chat model puts around code; in prose, strings and comments a fence is text. */
export function withoutFences(text: string, context: CursorContext): string {
  if (syntaxOf(context.language).isProse || !/```|~~~/.test(text)) return text;
  const { before } = placeAt(context);
  const [first, ...below] = text.split('\n');
  if (before.trim() !== '' || !isFence(first!, placeAt(context).top)) return beforeFence(text, context);
  // The first line begins at the cursor, where the indentation already exists.
  if (below[0]?.startsWith(before)) below[0] = below[0].slice(before.length);
  return beforeFence(below.join('\n'), context);
}

function beforeFence(text: string, context: CursorContext): string {
  const opens = placeAt(context).openAtLines(text);
  const lines = text.split('\n');
  const end = lines.findIndex((line, index) => index > 0 && isFence(line, opens[index]!));
  return end < 0 ? text : lines.slice(0, end).join('\n');
}

function isFence(line: string, open: Open): boolean {
  return fence.test(line) && !['string', 'comment'].includes(kindOf(open));
}
