import { findEnd } from './gap.ts';

/** A place in a file from which a prompt can be continued. */
export interface Place {
  /** The file's content. */
  text: string;
  /** Start of the continuation in it. */
  at: number;
  /** End of the continuation. */
  end: number;
}

/** A shorter match, in characters that are not white space, does not predict the following text. */
const MIN_MATCH = 3;
/** Number of the longest matches that are compared with the suffix. */
const MAX_COMPARED = 200;

const WORD = /[\p{L}\p{N}_]/u;

/**
 * The places that match best the text on both sides of the gap; among those that meet the suffix, the ones that meet it
 * soonest. All are equally good; those in the files most similar to the prompt come first.
 */
export function findPlaces(files: ReadonlyMap<string, string>, prompt: string, suffix: string): Place[] {
  const min = minTail(prompt);
  if (min === undefined) return [];
  const candidates = [...files.values()]
    .flatMap((text) => occurrences(text, min).map((at) => ({ text, at, before: agreement(prompt, text, at) })))
    .filter(({ before }) => nonSpace(prompt.slice(prompt.length - before)) >= MIN_MATCH)
    .sort((a, b) => b.before - a.before)
    .slice(0, MAX_COMPARED)
    .map(({ text, at, before }) => {
      const { end, met } = findEnd(text, at, prompt, suffix);
      return { text, at, end, worth: before + met, gap: met > 0 ? end - at : Infinity };
    });
  const maxWorth = Math.max(...candidates.map(({ worth }) => worth));
  const best = candidates.filter(({ worth }) => worth === maxWorth);
  const minGap = Math.min(...best.map(({ gap }) => gap));
  return maxAlikeFirst(
    best.filter(({ gap }) => gap === minGap),
    prompt,
  );
}

/** The file of a short piece of text shows in the rest of the prompt, which shares its lines. */
function maxAlikeFirst(places: Place[], prompt: string): Place[] {
  if (places.length < 2) return places;
  const lines = new Set(prompt.split('\n').filter((line) => line.trim() !== ''));
  const shared = new Map(
    places.map(({ text }) => [text, text.split('\n').filter((line) => lines.has(line)).length] as const),
  );
  return places.sort((a, b) => (shared.get(b.text) ?? 0) - (shared.get(a.text) ?? 0));
}

/** The shortest end of the prompt that is searched for. */
function minTail(prompt: string): string | undefined {
  let start = prompt.length;
  for (let found = 0; found < MIN_MATCH;) {
    if (--start < 0) return undefined;
    if (prompt.charAt(start).trim() !== '') found++;
  }
  return prompt.slice(start);
}

/** End offsets of all occurrences of a piece in the text. */
function occurrences(text: string, chunk: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(chunk); at >= 0; at = text.indexOf(chunk, at + 1)) found.push(at + chunk.length);
  return found;
}

/**
 * Number of characters before `at` that equal the prompt's last ones; an incomplete word at the beginning does not
 * count.
 */
function agreement(prompt: string, text: string, at: number): number {
  let length = 0;
  while (
    length < prompt.length &&
    length < at &&
    prompt.charAt(prompt.length - 1 - length) === text.charAt(at - 1 - length)
  )
    length++;
  const charBefore = (source: string, end: number) => source.charAt(end - length - 1);
  const startsInWord = () =>
    WORD.test(prompt.charAt(prompt.length - length)) &&
    (WORD.test(charBefore(prompt, prompt.length)) || WORD.test(charBefore(text, at)));
  while (length > 0 && startsInWord()) length--;
  return length;
}

function nonSpace(text: string): number {
  return text.replace(/\s/g, '').length;
}
