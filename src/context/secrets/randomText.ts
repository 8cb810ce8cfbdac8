/** Of all neighbours in random text so many are of different kinds (small, capital, digit); in names it is a quarter. */
const minChanges = 0.4;
/** The same where all letters are small, or capital, as in hexadecimal. */
const minChangesOfOneCase = 0.12;
/** Names have fewer digits, or fewer of the letters that are rare in words: of random ones they are a quarter. */
const fewDigits = 3;
const fewRareLetters = 4;
const rareLetters = /[^jkqvwxz]/gi;
/** Bits of a character, by its frequency in the text itself: 4 is what 16 characters have of which none comes twice. */
const minEntropy = 3.5;
const minEntropyOfOneCase = 3.2;
const minEntropyOfHex = 2.5;
/** Shorter hexadecimal text is a colour, a part of an id or a small number. */
const minHexLength = 32;

/** A word as folders have it: base64 has slashes, too. */
const pathWord = /(?:^|\/)[A-Za-z]?[a-z]{3,}[/-]/;
/** What tells that long hexadecimal text is no secret. */
const publicText =
  /commit|hash|sha-?\d|\bsha\b|md5|digest|integrity|checksum|crc|etag|rev\b|revision|fingerprint|[gu]uid|tree|blob|version|build|\bref\b|\bids?\b|Id\b|_id\b/i;

/** Whether a run of letters, digits and base64's other characters looks drawn by lot, letters of both cases among them. */
export function isRandom(run: string): boolean {
  return digitsIn(run) >= fewDigits && isMixed(run);
}

/**
 * The same of a text that somebody has put in quotes, which no name is: letters of one case count, too.
 * @param before what stands before it on its line
 */
export function isRandomString(text: string, before: string): boolean {
  if (publicText.test(before)) return false;
  const digits = digitsIn(text);
  if ((digits >= fewDigits || rareIn(text) >= fewRareLetters) && isMixed(text)) return true;
  if (digits < fewDigits || text.length - digits < fewDigits || changesIn(text) < minChangesOfOneCase) return false;
  if (/^(?:[\da-f]+|[\dA-F]+)$/.test(text)) return text.length >= minHexLength && entropyOf(text) >= minEntropyOfHex;
  return /^(?:[\da-z]+|[\dA-Z]+)$/.test(text) && entropyOf(text) >= minEntropyOfOneCase;
}

/** Letters and digits in one word, as no name that people give has them. */
export function isKeyLike(value: string): boolean {
  return value.length >= 12 && /^[\w+/=.~-]+$/.test(value) && (/^[\da-f]{16,}$/i.test(value) || isRandom(value));
}

function rareIn(text: string): number {
  return text.replace(rareLetters, '').length;
}

function isMixed(run: string): boolean {
  if (!/[a-z]/.test(run) || !/[A-Z]/.test(run) || pathWord.test(run)) return false;
  return changesIn(run) >= minChanges && entropyOf(run) >= minEntropy;
}

function digitsIn(text: string): number {
  return text.replace(/\D/g, '').length;
}

/** The share of neighbours that are of different kinds. */
function changesIn(run: string): number {
  const kinds = run.replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A').replace(/\d/g, '0');
  let changes = 0;
  for (let at = 1; at < kinds.length; at++) if (kinds[at] !== kinds[at - 1]) changes++;
  return changes / (run.length - 1);
}

function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
