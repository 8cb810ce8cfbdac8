import createIgnore, { type Ignore } from 'ignore';

/** The rules of one file in gitignore's syntax. */
export type IgnoreRules = Ignore;

/** Reads rules in gitignore's syntax; upper and lower case are the same, since some file systems take them so. */
export function ignoreRules(text: string): IgnoreRules {
  return createIgnore({ ignorecase: true, allowRelativePaths: true }).add(text);
}

/** Rules that cannot be read may be any. */
export const everything = ignoreRules('*');

/** The text of a file of rules; null where it is in no encoding that its first bytes tell, and not in UTF-8. */
export function rulesText(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const text = new TextDecoder(!isUtf16 ? 'utf-8' : first === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  return /[\0\uFFFD]/.test(text) ? null : text;
}

/**
 * Whether rules ignore a file, as git goes by them: those of a deeper folder win, and nothing comes back from a folder that
 * is ignored whole.
 * @param path from the top folder, with slashes
 * @param rulesIn the rules in a folder (`''` for the top one, else like `a/b`); undefined where it has none
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
