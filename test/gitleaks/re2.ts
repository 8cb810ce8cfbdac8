/** Characters that are one atom of a pattern: an escape, a class, or one character. */
const atom = /\\x60|\\.|\[\^?\]?(?:\[:\w+:\]|\\.|[^\]\\])*\]|\(\?[a-z-]+\)|\(\?[a-z-]*:|\(\?P<\w+>|[^]/gu;

/**
 * A regular expression of Go (RE2) in JavaScript's syntax, without flags. JavaScript of VS Code's older hosts has no
 * inline flags (Node 20): `(?i)` becomes classes with both cases.
 * @param secretGroup number of the group that stays; 0 for all groups
 * @throws Error for what has no translation
 */
export function fromRe2(pattern: string, secretGroup = 0): string {
  const text = withLookaheads(pattern);
  /** Whether case is ignored, for each open group; `(?i)` holds to the end of its group. */
  const ignoresCase = [false];
  let groups = 0;
  const open = (start: string, isIgnoring = ignoresCase.at(-1)!): string => {
    ignoresCase.push(isIgnoring);
    return start;
  };
  return [...text.matchAll(atom)]
    .map(({ 0: one, index }) => {
      const isIgnoring = ignoresCase.at(-1)!;
      if (one.startsWith('(?') && one.endsWith(')')) {
        ignoresCase[ignoresCase.length - 1] = flagOf(one, isIgnoring);
        return '';
      }
      if (one.startsWith('(?')) return open('(?:', one.endsWith('>') ? isIgnoring : flagOf(one, isIgnoring));
      if (one === '(') {
        if (text.startsWith('(?!', index)) return open('(');
        groups++;
        const isRepeated = /^[{*+]/.test(text.slice(closerOf(text, index) + 1));
        return open(isRepeated || (secretGroup > 0 && groups !== secretGroup) ? '(?:' : '(');
      }
      if (one === ')') ignoresCase.pop();
      if (one === String.raw`\z`) return '(?![^])';
      if (one === String.raw`\x60`) return '`';
      if (one.startsWith('[')) return classOf(one, isIgnoring);
      return isIgnoring && /^[a-z]$/i.test(one) ? bothCases(one) : one;
    })
    .join('');
}

/**
 * gitleaks reads the character after a secret. Here, any character that cannot belong to a secret may follow, and it is
 * no part of the match, as the next secret may begin with it.
 */
function withLookaheads(pattern: string): string {
  return pattern
    .replaceAll(String.raw`(?:[\x60'"\s;]|\\[nr]|$)`, String.raw`(?![\w-])`)
    .replaceAll(String.raw`(?:[\x60'"\s;]|\\[nr]|$|\b)`, String.raw`(?![\w-])`)
    .replace(/\(\?:\[\^([^\]]+)\]\|\\z\)$/, '(?![$1])');
}

function flagOf(group: string, isIgnoring: boolean): boolean {
  const flags = group.slice(2, -1);
  if (flags === '') return isIgnoring;
  if (flags !== 'i' && flags !== '-i') throw new Error(`There is no translation for ${group}`);
  return flags === 'i';
}

/** The index of the closer of a group. */
function closerOf(pattern: string, start: number): number {
  let depth = 0;
  for (const { 0: text, index } of pattern.slice(start).matchAll(atom)) {
    if (text.startsWith('(') && !text.endsWith(')')) depth++;
    if (text === ')' && --depth === 0) return start + index;
  }
  throw new Error(`The group at ${start} has no end: ${pattern}`);
}

function classOf(text: string, isIgnoring: boolean): string {
  const both = text.replaceAll('[:alnum:]', 'A-Za-z0-9').replaceAll(String.raw`\x60`, '`');
  if (!isIgnoring) return both;
  const body = both.slice(0, -1);
  const letters = [...body.matchAll(/\\.|([a-zA-Z])-([a-zA-Z])|([a-zA-Z])/g)].flatMap(([, from, to, one]) => {
    return from && to ? [`${otherCase(from)}-${otherCase(to)}`] : one ? [otherCase(one)] : [];
  });
  // The other case goes to the beginning: a class may end with `-`.
  const start = /^\[\^?/.exec(body)![0];
  return `${start}${letters.filter((one) => !body.includes(one)).join('')}${body.slice(start.length)}]`;
}

function bothCases(letter: string): string {
  return `[${letter}${otherCase(letter)}]`;
}

function otherCase(letter: string): string {
  return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
}
