// All bounds are choices; test/unit/secrets/secrets.test.ts has the keys and names that they tell apart.
/**
 * Share of neighbouring characters of different kinds (lower case, upper case, digit). In random letters and digits it is
 * 0.62 (26, 26 and 10 of 62), in names about 0.25.
 */
const minChanges = 0.4;
/** The same where all letters have one case: in random text it is 0.40 of 36 characters, and 0.47 in hexadecimal. */
const minChangesOfOneCase = 0.12;
/** Names have fewer digits and fewer of the letters that are rare in words; of random letters these are a quarter. */
const minDigits = 3;
const minRareLetters = 4;
const commonLetters = /[^jkqvwxz]/gi;
/** Bits a character, by the frequencies in the text itself: 16 different characters have 4. */
const minEntropy = 3.5;
const minEntropyOfOneCase = 3.2;
const minEntropyOfHex = 2.5;
/** Shorter hexadecimal text is a colour, a part of an id or a number. */
const minHexLength = 32;

/** A folder's name: base64 has slashes, too. */
const pathWord = /(?:^|\/)[A-Za-z]?[a-z]{3,}[/-]/;
/** Words before a long random text that say it is no secret. */
const publicText =
  /commit|hash|sha-?\d|\bsha\b|md5|digest|integrity|checksum|crc|etag|rev\b|revision|fingerprint|[gu]uid|tree|blob|version|build|\bref\b|\bids?\b|Id\b|_id\b/i;

/** Whether base64 characters look random; both cases are required. */
export function isRandom(run: string): boolean {
  return digitsIn(run) >= minDigits && isMixed(run);
}

/**
 * Whether a quoted text looks random: one case is enough, as names have no quotes.
 * @param before the text before it on its line
 */
export function isRandomString(text: string, before: string): boolean {
  if (publicText.test(before)) return false;
  const digits = digitsIn(text);
  if ((digits >= minDigits || rareIn(text) >= minRareLetters) && isMixed(text)) return true;
  if (digits < minDigits || text.length - digits < minDigits || changesIn(text) < minChangesOfOneCase) return false;
  if (/^(?:[\da-f]+|[\dA-F]+)$/.test(text)) return text.length >= minHexLength && entropyOf(text) >= minEntropyOfHex;
  return /^(?:[\da-z]+|[\dA-Z]+)$/.test(text) && entropyOf(text) >= minEntropyOfOneCase;
}

/** Whether a word has letters and digits as no name has them. */
export function isKeyLike(value: string): boolean {
  return value.length >= 12 && /^[\w+/=.~-]+$/.test(value) && (/^[\da-f]{16,}$/i.test(value) || isRandom(value));
}

function rareIn(text: string): number {
  return text.replace(commonLetters, '').length;
}

/** Separators are left out: names consist of short words (`sk_X509V3_EXT_METHOD_num`). */
function isMixed(text: string): boolean {
  if (pathWord.test(text)) return false;
  const run = text.replace(/[_-]/g, '');
  if (!/[a-z]/.test(run) || !/[A-Z]/.test(run)) return false;
  return changesIn(run) >= minChanges && entropyOf(run) >= minEntropy;
}

function digitsIn(text: string): number {
  return text.replace(/\D/g, '').length;
}

/** The share of neighbours of different kinds. */
function changesIn(run: string): number {
  const kinds = run.replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A').replace(/\d/g, '0');
  let changes = 0;
  for (let at = 1; at < kinds.length; at++) if (kinds[at] !== kinds[at - 1]) changes++;
  return changes / (run.length - 1);
}

/** Bits a character, by the frequencies in the text itself. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
