import { readings, reversed } from './readings.ts';

/** Minimum length of a name, in characters, that counts as private. A choice: a shorter one reveals nothing. */
const minNameLength = 4;
/** Maximum length of a quotation, in characters. A choice: longer texts are stack traces or echoes. */
const maxLength = 240;
/** The same before white space is reduced. A choice. */
const maxRawLength = 10 * maxLength;
/** Invisible characters: they can reverse the reading direction or hide text. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** Length of a run, in characters without spaces and quotes, that two texts do not share by chance. A choice. */
const runLength = 8;

/**
 * A server's message as a quotation, or null if it may reveal private text, since some servers echo the prompt.
 * Rejects, too often rather than too seldom, a message that shares a run of characters with a private text, or a name
 * (text in quotes, or with a digit, `_`, `$` or an inner capital), in capitals or not, encoded or reversed.
 * @param secrets prompt, suffix and key
 */
export function quotable(serverMessage: string | null, secrets: readonly string[]): string | null {
  if (serverMessage !== null && serverMessage.length > maxRawLength) return null;
  const text = serverMessage?.replace(/\s+/g, ' ').trim() ?? '';
  if (text === '' || text.length > maxLength || /[<>{}]/.test(text) || invisible.test(text)) return null;
  const names = (text.match(/(["'`]).+?\1|[\w$]*(?:[\d_$]|\B[A-Z])[\w$]*/g) ?? [])
    .map((name) => name.replace(/^["'`]|["'`]$/g, ''))
    .filter((name) => name.length >= minNameLength)
    .map((name) => name.toLowerCase())
    .flatMap((name) => [name, reversed(name)]);
  // No private text has the separator, so no run goes across it.
  const bare = squash(readings(text).join('\0'));
  for (const secret of secrets) {
    const bareSecret = squash(secret);
    const lower = secret.toLowerCase();
    if (bareSecret.length >= minNameLength && bare.includes(bareSecret)) return null;
    if (names.some((name) => lower.includes(name))) return null;
    if (haveRunInCommon(bare, bareSecret)) return null;
  }
  return text;
}

/** Whether a host's name for something can be shown to the user: it is short and has no invisible characters. */
export function isShowable(name: string): boolean {
  return name !== '' && name.length <= maxLength && !invisible.test(name);
}

/** Reads the long text only once, since a prompt may have hundreds of thousands of characters. */
function haveRunInCommon(short: string, long: string): boolean {
  const runs = new Set<string>();
  // Hashes of the runs' first characters: only few positions of the long text need a look-up.
  const hashes = new Uint8Array(0x1_0000);
  for (let at = 0; at + runLength <= short.length; at++) {
    runs.add(short.slice(at, at + runLength));
    hashes[hashAt(short, at)] = 1;
  }
  for (let at = 0; at + runLength <= long.length; at++) {
    if (hashes[hashAt(long, at)] === 1 && runs.has(long.slice(at, at + runLength))) return true;
  }
  return false;
}

/** A hash of three characters, 16 bits long. */
function hashAt(text: string, at: number): number {
  return (961 * text.charCodeAt(at) + 31 * text.charCodeAt(at + 1) + text.charCodeAt(at + 2)) & 0xffff;
}

/** The text in lower case, without characters that an echo may change: white space, quotes and their escapes. */
function squash(text: string): string {
  return text.replace(/\\[nrt]|[\s"'`\\]/g, '').toLowerCase();
}
