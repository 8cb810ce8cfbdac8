import { entropyOf } from './randomText.ts';
import { formatsFor } from './serviceFormats.ts';
import { merged, type Span } from './span.ts';

/**
 * All bounds are choices, in characters: no format has a shorter secret, few have one without digits, and no service's name
 * is longer.
 */
const minKeyLength = 13;
const minCapitals = 13;
const minLengthOfLetters = 30;
const maxBefore = 120;

/** What a character of a key is, by its code; 0 for characters that no key has. */
const kinds = new Uint8Array(128);
const digit = 2;
const capital = 3;
for (const one of 'abcdefghijklmnopqrstuvwxyz_-.+/=~%|:@#?&') kinds[one.charCodeAt(0)] = 1;
for (const one of '0123456789') kinds[one.charCodeAt(0)] = digit;
for (const one of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') kinds[one.charCodeAt(0)] = capital;
/**
 * The keys of known services in a text, from left to right. Most text costs a look at some of its
 * characters: 0.02 ms for the 7,500 around a cursor.
 */
export function serviceKeysIn(text: string): Span[] {
  const found: Span[] = [];
  for (const region of regionsOf(text)) addKeysIn(text, region, found);
  return found.length < 2 ? found : merged(found);
}

/** Parts of lines that may have a key: its word, and what is before and behind it. */
function regionsOf(text: string): Span[] {
  const regions: Span[] = [];
  let from = 0;
  // A word of that length has every one of these characters, so that most of the others need not be read.
  for (let at = minKeyLength - 1; at < text.length; at += minKeyLength) {
    if (!isOfKey(text, at)) continue;
    let start = at;
    while (start > from && isOfKey(text, start - 1)) start--;
    while (isOfKey(text, at)) at++;
    from = at;
    if (mayBeKey(text, start, at)) {
      const lineStart = text.lastIndexOf('\n', start) + 1;
      const end = Math.min(text.length, at + (text[at] === '\n' ? 0 : 1));
      const region = { start: Math.max(lineStart, start - maxBefore), end };
      const last = regions.at(-1);
      if (last && region.start <= last.end) last.end = end;
      else regions.push(region);
    }
  }
  return regions;
}

function isOfKey(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 && kinds[code] !== 0;
}

function mayBeKey(text: string, start: number, end: number): boolean {
  if (end - start < minKeyLength) return false;
  if (end - start >= minLengthOfLetters) return true;
  let capitals = 0;
  for (let at = start; at < end; at++) {
    const kind = kinds[text.charCodeAt(at)];
    if (kind === digit) return true;
    if (kind === capital) capitals++;
  }
  return capitals >= minCapitals;
}

function addKeysIn(text: string, { start, end }: Span, found: Span[]): void {
  const region = text.slice(start, end);
  for (const { pattern, minEntropy, isNamed } of formatsFor(region)) {
    for (const { indices } of region.matchAll(pattern)) {
      const [from, to] = indices!.find((span, group) => group > 0 && span !== undefined) ?? indices![0]!;
      const value = region.slice(from, to);
      if ((!isNamed || /\d/.test(value)) && (minEntropy === 0 || entropyOf(value) >= minEntropy)) {
        found.push({ start: start + from, end: start + to });
      }
    }
  }
}
