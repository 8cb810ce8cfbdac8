import createIgnore, { type Ignore } from 'ignore';

/** The rules of a file in the syntax of `.gitignore`. */
export type IgnoreRules = Ignore;

/** Reads rules in the syntax of `.gitignore`. Case does not count, as some file systems ignore it. */
export function ignoreRules(text: string): IgnoreRules {
  return createIgnore({ ignorecase: true, allowRelativePaths: true }).add(text);
}

/** For a file of rules that cannot be read: it may ignore anything. */
export const everything = ignoreRules('*');

/** The text of a file of rules in UTF-8, or in UTF-16 with a byte-order mark; null for other encodings. */
export function rulesText(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const text = new TextDecoder(!isUtf16 ? 'utf-8' : first === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  return /[\0\uFFFD]/.test(text) ? null : text;
}

/**
 * Whether git would ignore a file: rules of a deeper folder win, and no rule brings back a file of an ignored folder.
 * @param path from the top folder, with slashes
 * @param rulesIn returns the rules in a folder (`''` for the top one, else like `a/b`); undefined for none
 */
export function isIgnored(path: string, rulesIn: (folder: string) => IgnoreRules | undefined): boolean {
  const names = path.split('/');
  return names.some((_, at) => {
    const isFile = at === names.length - 1;
    return isIgnoredItself(names.slice(0, at + 1), isFile, rulesIn);
  });
}

function isIgnoredItself(
  names: readonly string[],
  isFile: boolean,
  rulesIn: (folder: string) => IgnoreRules | undefined,
): boolean {
  for (let depth = names.length - 1; depth >= 0; depth--) {
    const rules = rulesIn(names.slice(0, depth).join('/'));
    const result = rules?.test(names.slice(depth).join('/') + (isFile ? '' : '/'));
    if (result?.ignored) return true;
    if (result?.unignored) return false;
  }
  return false;
}
