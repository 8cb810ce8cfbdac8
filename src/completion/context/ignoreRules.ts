import createIgnore, { type Ignore } from 'ignore';

/** The rules of one file in gitignore's syntax. */
export type IgnoreRules = Ignore;

/** Reads rules in gitignore's syntax; upper and lower case are the same, since some file systems take them so. */
export function ignoreRules(text: string): IgnoreRules {
  return createIgnore({ ignorecase: true, allowRelativePaths: true }).add(text);
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
