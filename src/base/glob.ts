import { anything, type CharSet, charSet, folders, noSlash, type Part, Wildcards } from './wildcards.ts';

/**
 * Reads a glob in VS Code's syntax, for `files.exclude` and the like: `*`, `?`, `**`, `[a-z]`, `[!a]`, `{a,b}` without
 * braces in braces. Case does not count, nor do blanks around choices. VS Code's own matcher is not used since it
 * backtracks: `*a*a*a*a*a*b` keeps it busy for 11 s (1.139.1).
 * @returns null for what VS Code reads as a glob that matches nothing
 */
export function readGlob(glob: string): Wildcards | null {
  const parts = pathParts(glob.normalize().toLowerCase());
  return parts && new Wildcards(parts);
}

/** Whether a path, with slashes, matches a glob. */
export function matchesGlob(path: string, glob: Wildcards | null): boolean {
  return glob?.matches(path.normalize().toLowerCase()) ?? false;
}

function pathParts(glob: string): Part[] | null {
  const segments = split(glob, '/').filter((segment, at, all) => segment !== '**' || all[at - 1] !== '**');
  if (segments.length === 1 && segments[0] === '**') return [{ many: anything }];
  const parts: Part[] = [];
  for (const [at, segment] of segments.entries()) {
    const isLast = at === segments.length - 1;
    if (segment === '**') {
      parts.push(isLast ? { choices: [[], ['/', { many: anything }]] } : folders);
      continue;
    }
    const own = segmentParts(segment);
    if (!own) return null;
    const isBeforeLastStars = at === segments.length - 2 && segments.at(-1) === '**';
    parts.push(...own, ...(isLast || isBeforeLastStars ? [] : ['/']));
  }
  return parts;
}

/** Characters, wildcards, brackets, and braces without braces in them. */
const token = /\*+|\?|\[([!^]?)(\]?[^\]]*)\]|\{([^{}]*)\}|[^[\]{}*?]+|([^])/gu;

function segmentParts(segment: string): Part[] | null {
  const parts: Part[] = [];
  for (const [text, negation, members, choices, stray] of segment.matchAll(token)) {
    if (stray !== undefined) return null;
    else if (text.startsWith('*')) parts.push({ many: noSlash });
    else if (text === '?') parts.push({ one: noSlash });
    else if (members !== undefined) {
      const set = bracketSet(members, negation !== '');
      if (!set) return null;
      parts.push({ one: set });
    } else if (choices !== undefined) {
      const read = split(choices, ',').map((choice) => pathParts(choice.trim()));
      if (read.includes(null)) return null;
      parts.push({ choices: read as Part[][] });
    } else parts.push(text);
  }
  return parts;
}

function bracketSet(members: string, isNegated: boolean): CharSet | null {
  const ranges = [...members.matchAll(/([^])-([^])|([^])/gu)].map(([, first, last, single]) =>
    single === undefined ? ([first!, last!] as const) : ([single, single] as const),
  );
  if (ranges.length === 0 || ranges.some(([first, last]) => first > last)) return null;
  return charSet(ranges, isNegated, false);
}

/** Splits at a character outside brackets and braces. */
function split(text: string, at: '/' | ','): string[] {
  const parts = [''];
  let isInBraces = false;
  let isInBrackets = false;
  for (const one of text) {
    if (one === at && !isInBraces && !isInBrackets) parts.push('');
    else parts.push(parts.pop()! + one);
    if (one === '{' || one === '}') isInBraces = one === '{';
    if (one === '[' || one === ']') isInBrackets = one === '[';
  }
  return parts;
}
