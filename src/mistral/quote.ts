/** A shorter name gives nothing away. */
const SHORTEST_NAME = 4;
/** Longer texts are stack traces or echoes. */
const LONGEST = 240;
/** White space included. */
const LONGEST_AS_IT_IS = 10 * LONGEST;
/** Characters that nobody sees, which can turn the reading direction or hide what stands there. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** So many characters in a row, spaces and quotes apart, are no coincidence of two texts. */
const RUN = 8;

/**
 * A server's words for an error message, or null where they might give away what must stay private: servers like to echo
 * the prompt. Refuses, rather too often, whatever shares a run of eight characters with a private text, or a name
 * (something quoted, or with a digit, `_` or inner capital).
 * @param secrets prompt, suffix, key.
 */
export function quotable(words: string | null, secrets: readonly string[]): string | null {
  if (words !== null && words.length > LONGEST_AS_IT_IS) return null;
  const text = words?.replace(/\s+/g, ' ').trim() ?? '';
  if (text === '' || text.length > LONGEST || /[<>{}]/.test(text) || UNSEEN.test(text)) return null;
  const names = (text.match(/(["'`]).+?\1|[\w$]*(?:[\d_$]|\B[A-Z])[\w$]*/g) ?? [])
    .map((name) => name.replace(/^["'`]|["'`]$/g, ''))
    .filter((name) => name.length >= SHORTEST_NAME);
  const bare = squash(text);
  for (const secret of secrets) {
    const bareSecret = squash(secret);
    if (bareSecret.length >= SHORTEST_NAME && bare.includes(bareSecret)) return null;
    if (names.some((name) => secret.includes(name))) return null;
    if (haveRunInCommon(bare, bareSecret)) return null;
  }
  return text;
}

/** Whether a host's name for something can stand in the user's sight: short, and of characters that can be seen. */
export function isShowable(name: string): boolean {
  return name !== '' && name.length <= LONGEST && !UNSEEN.test(name);
}

/** Reads the long text once: a prompt may be as long as a book. */
function haveRunInCommon(short: string, long: string): boolean {
  const runs = new Set<string>();
  /** What runs begin with, so that few places of the long text have to be looked up. */
  const beginnings = new Uint8Array(0x1_0000);
  for (let at = 0; at + RUN <= short.length; at++) {
    runs.add(short.slice(at, at + RUN));
    beginnings[beginningAt(short, at)] = 1;
  }
  for (let at = 0; at + RUN <= long.length; at++) {
    if (beginnings[beginningAt(long, at)] === 1 && runs.has(long.slice(at, at + RUN))) return true;
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
