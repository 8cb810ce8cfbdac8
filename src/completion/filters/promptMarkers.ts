import type { CursorContext } from '../cursorContext.ts';
import type { Cleaner } from './filter.ts';

/**
 * Markers of the formats in which models are asked to fill in the middle, Codestral's own first. Brackets after a name
 * are an index: `parts[SUFFIX]`. A text still growing may end within a marker.
 */
const marker =
  /(?<![\w)\]}"'`.])\[(?:PREFIX|SUFFIX|MIDDLE)(?:\]|(?![^]))|<\|[\w-]{2,40}(?:\|>|(?![^]))|<fim_\w{3,20}(?:>|(?![^]))|<(?:PRE|SUF|MID|EOT)>|^\+{5} .*/gm;
/** What follows it is the answer. */
const beforeAnswer = /^(?:\[MIDDLE\]|<\|?fim_middle\|?>|<MID>)/;

/** Cuts the text at a marker of the prompt's format, unless the document holds that marker itself. */
export const promptMarkers: Cleaner = (text, context) => {
  for (const { 0: found, index } of text.matchAll(marker)) {
    if (!isLeak(found, index, context)) continue;
    if (beforeAnswer.test(found) && text.slice(0, index).trim() === '') {
      return promptMarkers(text.slice(index + found.length), context);
    }
    return text.slice(0, index);
  }
  return text;
};

function isLeak(found: string, index: number, { prefix, suffix }: CursorContext): boolean {
  const head = found.startsWith('+++++ ') ? '+++++ ' : found;
  if (prefix.includes(head) || suffix.includes(head)) return false;
  return index > 0 || /^<|^\+/.test(found) || !/[\w)\]}"'`.]$/.test(prefix);
}
