/** A shorter name gives nothing away. */
const minNameLength = 4;
/** Longer texts are stack traces or echoes. */
const maxLength = 240;
/** White space included. */
const maxRawLength = 10 * maxLength;
/** Characters that nobody sees, which can turn the reading direction or hide what stands there. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** So many characters in a row, spaces and quotes apart, are no coincidence of two texts. */
const minRun = 8;

/**
 * A server's words for an error message, or null where they might give away what must stay private: servers like to echo
 * the prompt. Refuses, rather too often, whatever shares a run of eight characters with a private text, or a name
 * (something quoted, or with a digit, `_` or inner capital).
 * @param secrets prompt, suffix, key.
 */
export function quotable(words: string | null, secrets: readonly string[]): string | null {
  if (words !== null && words.length > maxRawLength) return null;
  const text = words?.replace(/\s+/g, ' ').trim() ?? '';
  if (text === '' || text.length > maxLength || /[<>{}]/.test(text) || invisible.test(text)) return null;
  const names = (text.match(/(["'`]).+?\1|[\w$]*(?:[\d_$]|\B[A-Z])[\w$]*/g) ?? [])
    .map((name) => name.replace(/^["'`]|["'`]$/g, ''))
    .filter((name) => name.length >= minNameLength);
  const bare = squash(text);
  for (const secret of secrets) {
    const bareSecret = squash(secret);
    if (bareSecret.length >= minNameLength && bare.includes(bareSecret)) return null;
    if (names.some((name) => secret.includes(name))) return null;
    if (haveRunInCommon(bare, bareSecret)) return null;
  }
  return text;
}

/** Whether a host's name for something can stand in the user's sight: short, and of characters that can be seen. */
export function isShowable(name: string): boolean {
  return name !== '' && name.length <= maxLength && !invisible.test(name);
}

/** Reads the long text once: a prompt may be as long as a book. */
function haveRunInCommon(short: string, long: string): boolean {
  const runs = new Set<string>();
  /** What runs begin with, so that few places of the long text have to be looked up. */
  const beginnings = new Uint8Array(0x1_0000);
  for (let at = 0; at + minRun <= short.length; at++) {
    runs.add(short.slice(at, at + minRun));
    beginnings[beginningAt(short, at)] = 1;
  }
  for (let at = 0; at + minRun <= long.length; at++) {
    if (beginnings[beginningAt(long, at)] === 1 && runs.has(long.slice(at, at + minRun))) return true;
  }
  return false;
}

function beginningAt(text: string, at: number): number {
  return (961 * text.charCodeAt(at) + 31 * text.charCodeAt(at + 1) + text.charCodeAt(at + 2)) & 0xffff;
}

/** Without what an echo changes: white space, quotes and their escapes. */
function squash(text: string): string {
  return text.replace(/\\[nrt]|[\s"'`\\]/g, '');
}
