/** Minimum length of an encoded part, in characters. A choice: shorter ones reveal nothing. */
const minEncoded = 8;

/**
 * A text in all ways in which it may be meant: as it is, and decoded from percent signs, entities, escapes, base64 and
 * hexadecimal digits; each also reversed.
 */
export function readings(text: string): string[] {
  const plain = unescaped(text);
  const forward = [text, plain, ...fromHex(plain), ...fromBase64(plain)];
  return [...new Set(forward)].flatMap((one) => [one, reversed(one)]);
}

export function reversed(text: string): string {
  return Array.from(text).reverse().join('');
}

/** With the characters that `%41`, `&#65;`, `&#x41;`, `\\x41` and `\\u0041` are codes of. */
function unescaped(text: string): string {
  const decoded = text.replace(/(?:%[\da-f]{2})+/gi, (codes) => utf8(codes.replaceAll('%', '')));
  return decoded.replace(/&#x([\da-f]{1,6});|&#(\d{1,7});|\\x([\da-f]{2})|\\u([\da-f]{4})/gi, (code, ...groups) => {
    const [hex, decimal, byte, unit] = groups as (string | undefined)[];
    const value = decimal === undefined ? parseInt(hex ?? byte ?? unit ?? '', 16) : Number(decimal);
    return value <= 0x10ffff ? String.fromCodePoint(value) : code;
  });
}

/** The parts in hexadecimal digits, `0x` and separators left out. The first digit may belong to the text before. */
function fromHex(text: string): string[] {
  const parts = text.match(/(?:(?:0x)?[\da-f]{1,2}[\s:,-]{0,2}){4,}/gi) ?? [];
  return parts
    .map((part) => part.replace(/0x|[\s:,-]/gi, ''))
    .filter((digits) => digits.length >= minEncoded)
    .flatMap((digits) => [utf8(digits), utf8(digits.slice(1))]);
}

/** The parts in base64 of both alphabets. The first characters may belong to the text before. */
function fromBase64(text: string): string[] {
  const parts = text.match(/[\w+/-]+/g) ?? [];
  return parts
    .filter((part) => part.length >= minEncoded)
    .map((part) => part.replaceAll('-', '+').replaceAll('_', '/'))
    .flatMap((part) => [0, 1, 2, 3].map((start) => decodedBase64(part.slice(start))));
}

function decodedBase64(part: string): string {
  const bytes = atob(part.slice(0, part.length - (part.length % 4 === 1 ? 1 : 0)));
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
}

/** The text of UTF-8 bytes in hexadecimal digits; an odd digit at the end is left out. */
function utf8(digits: string): string {
  const bytes = digits.match(/../g) ?? [];
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => parseInt(byte, 16)));
}
