import { indentOf } from '../places.ts';

/** Pairs that VS Code closes (1.139.1), in every language of the benchmark. */
const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '"': '"', "'": "'", '`': '`' };
/** A closer is added only before one of these, or at the line's end. */
const closesBefore = /^(?:$|[;:.,=}\])>` \t])/;
const lineComment: Readonly<Record<string, RegExp>> = {
  typescript: /\/\//,
  javascript: /\/\//,
  go: /\/\//,
  php: /\/\/|#/,
  python: /#/,
  shellscript: /(?:^|\s)#/,
  css: /\/\*/,
};

/**
 * The closer that the editor adds to a typed character, or ''. Quotes are paired neither in strings and comments nor
 * after a word.
 */
export function autoClosed(character: string, before: string, after: string, language: string): string {
  const closer = pairs[character];
  if (closer === undefined || !closesBefore.test(after)) return '';
  if (closer !== character) return closer;
  const inString = [`"`, `'`, '`'].some((quote) => before.replace(/\\./g, '').split(quote).length % 2 === 0);
  const inWord = /[\p{L}\p{N}_]$/u.test(before) || before.endsWith(character);
  return inString || inWord || lineComment[language]!.test(before) ? '' : closer;
}

/** Whether these are an opener and its closer with nothing between. */
export function isEmptyPair(before: string, after: string): boolean {
  return before !== '' && after !== '' && pairs[before.at(-1)!] === after[0];
}

/** The text that Enter inserts left and right of the cursor: between brackets the closer gets its own line. */
export function lineBreak(before: string, after: string, indent: string, language: string): [string, string] {
  const base = indentOf(before);
  const opens = /[([{]\s*$/.test(before) || (language === 'python' && /:\s*$/.test(before));
  if (!opens || language === 'shellscript') return [`\n${base}`, ''];
  return [`\n${base}${indent}`, isEmptyPair(before.trimEnd(), after) ? `\n${base}` : ''];
}

/** The indentation for a closer that is typed first on a line: that of the line which opens its bracket; null for none. */
export function outdented(closer: string, before: readonly string[]): string | null {
  if (!')]}'.includes(closer)) return null;
  let depth = 0;
  for (const line of before.toReversed()) {
    for (const character of line.split('').reverse()) {
      if (')]}'.includes(character)) depth++;
      else if ('([{'.includes(character) && depth-- === 0) return indentOf(line);
    }
  }
  return null;
}
