import { newWork, type Work } from '../base/wildcards.ts';
import { type IgnoreRule, readIgnoreRule } from './ignoreRule.ts';

/** The rules of a file in the syntax of `.gitignore`, the last first: it wins. */
export type IgnoreRules = readonly IgnoreRule[];

/** Characters without comments. A choice, some thousand rules: more would take long at each file. */
const maxCharacters = 50_000;

/**
 * Reads rules in the syntax of `.gitignore`. Case does not count, as some file systems ignore it.
 * @param isCaseSensitive whether it counts in rules that bring files back, as on the file system of the rules
 */
export function ignoreRules(text: string, isCaseSensitive = false): IgnoreRules {
  const lines = text.split(/\r?\n/).filter((line) => !line.startsWith('#'));
  if (lines.reduce((sum, line) => sum + line.length, 0) > maxCharacters) return everything;
  const rules = lines.map((line) => readIgnoreRule(line, isCaseSensitive));
  return rules.filter((rule) => rule !== null).reverse();
}

/** For a file of rules that cannot be used: it may ignore anything. */
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
  const work = newWork();
  return names.some((_, at) => isIgnoredItself(names.slice(0, at + 1), at === names.length - 1, rulesIn, work));
}

function isIgnoredItself(
  names: readonly string[],
  isFile: boolean,
  rulesIn: (folder: string) => IgnoreRules | undefined,
  work: Work,
): boolean {
  for (let depth = names.length - 1; depth >= 0; depth--) {
    const path = names.slice(depth).join('/').normalize();
    const lower = path.toLowerCase();
    const rule = rulesIn(names.slice(0, depth).join('/'))?.find(
      ({ isForFolders, foldsCase, wildcards }) =>
        !(isForFolders && isFile) && wildcards.matches(foldsCase ? lower : path, work),
    );
    if (rule) return !rule.isNegated || work.left < 0;
  }
  return false;
}
