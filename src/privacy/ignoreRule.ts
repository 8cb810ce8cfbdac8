import { anything, type CharSet, charSet, folders, noSlash, type Part, Wildcards } from '../base/wildcards.ts';

/** A line of a file in the syntax of `.gitignore`. */
export interface IgnoreRule {
  /** Whether it brings files back. */
  isNegated: boolean;
  isForFolders: boolean;
  /** Whether it is for paths in lower case. */
  foldsCase: boolean;
  /** For a path from the folder of the rule's file, with slashes, composed (NFC). */
  wildcards: Wildcards;
}

/**
 * Reads a rule (gitignore(5), and git's wildmatch.c for brackets). It is matched without backtracking.
 * @param isCaseSensitive whether case counts in a rule that brings files back; in others it never does
 * @returns null for a comment, an empty line, and what git reads as a rule that matches nothing
 */
export function readIgnoreRule(line: string, isCaseSensitive: boolean): IgnoreRule | null {
  let pattern = withoutBlanksAtEnd(line.normalize());
  if (pattern.startsWith('#')) return null;
  const isNegated = pattern.startsWith('!');
  if (isNegated) pattern = pattern.slice(1);
  const foldsCase = !(isNegated && isCaseSensitive);
  const isForFolders = pattern.endsWith('/');
  if (isForFolders) pattern = pattern.slice(0, -1);
  const parts = pathParts(pattern, foldsCase);
  if (!parts) return null;
  return { isNegated, isForFolders, foldsCase, wildcards: new Wildcards(parts) };
}

/** Blanks at the end count only behind a backslash. */
function withoutBlanksAtEnd(line: string): string {
  const bare = line.replace(/ +$/, '');
  const isQuoted = bare.length < line.length && /\\*$/.exec(bare)![0].length % 2 === 1;
  return isQuoted ? `${bare} ` : bare;
}

/**
 * Folders, or at the end all that is in one; stars; a question mark; a bracket; a character behind `\\`; a text; a lone
 * `\\`.
 */
const token = /((?<=^|\/)\*{2,}(?:\/|$))|(\*+)|(\?)|(\[)|\\([^])|(\/|[^*?[\\/]+\/?)|[^]/gu;

/** A pattern with a slash holds in its own folder, others in all folders below as well. */
function pathParts(pattern: string, foldsCase: boolean): Part[] | null {
  const own = pattern.replace(/^\//, '');
  if (own === '') return null;
  const parts: Part[] = pattern.includes('/') ? [] : [folders];
  token.lastIndex = 0;
  for (let match = token.exec(own); match; match = token.exec(own)) {
    const [, inFolders, stars, question, bracket, quoted, text] = match;
    const literal = quoted ?? text;
    if (inFolders) parts.push(...(inFolders.endsWith('/') ? [folders] : [{ one: anything }, { many: anything }]));
    else if (stars) parts.push({ many: noSlash });
    else if (question) parts.push({ one: noSlash });
    else if (literal !== undefined) parts.push(foldsCase ? literal.toLowerCase() : literal);
    else {
      const found = bracket ? readBrackets(own, match.index, foldsCase) : null;
      if (!found) return null;
      parts.push({ one: found.set });
      token.lastIndex = found.end;
    }
  }
  return parts;
}

type Range = readonly [first: string, last: string];

/** POSIX classes of ASCII, as git has them: pairs of first and last. */
const classes = new Map([
  ['alnum', '09AZaz'],
  ['alpha', 'AZaz'],
  ['blank', '  \t\t'],
  ['cntrl', '\0\x1f\x7f\x7f'],
  ['digit', '09'],
  ['graph', '!~'],
  ['lower', 'az'],
  ['print', ' ~'],
  ['punct', '!/:@[`{~'],
  ['space', '  \t\n\r\r'],
  ['upper', 'AZ'],
  ['xdigit', '09AFaf'],
]);

/** Brackets that begin at an index; null where they have no end or an unknown class, so that the rule matches nothing. */
function readBrackets(pattern: string, start: number, foldsCase: boolean): { set: CharSet; end: number } | null {
  const isNegated = /[!^]/.test(pattern[start + 1] ?? '');
  const ranges: Range[] = [];
  const member = /\[:([a-z]*):\]|(?:\\([^])|([^]))(?:-(?:\\([^])|([^\]\\])))?/gu;
  const begin = (member.lastIndex = start + (isNegated ? 2 : 1));
  for (let match = member.exec(pattern); match; match = member.exec(pattern)) {
    if (match[0].startsWith(']') && match.index > begin)
      return { set: charSet(ranges, isNegated, foldsCase), end: match.index + 1 };
    const [, name, quoted, plain, quotedLast, plainLast] = match;
    if (name !== undefined) {
      const known = classes.get(name);
      if (known === undefined) return null;
      for (const [, first, last] of known.matchAll(/(.)(.)/gs)) ranges.push([first!, last!]);
      continue;
    }
    const first = (quoted ?? plain)!;
    const last = quotedLast ?? plainLast ?? first;
    // Git tests the first character of a range before the range.
    ranges.push([first, first], [first, last]);
  }
  return null;
}
