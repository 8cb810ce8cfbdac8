import { keywords } from '../../language/keywords.ts';

const name = /[\p{L}_$][\p{L}\p{N}_$]+/gu;
/** A choice: longer runs of letters are data. */
const maxLength = 60;

/** The names in code, repeated ones too. The caller removes comments and strings. */
export function namesIn(code: string): string[] {
  const names: string[] = [];
  for (const [word] of code.matchAll(name)) if (word.length <= maxLength && !keywords.has(word)) names.push(word);
  return names;
}

/**
 * The distinct words of a name, in lower case and without a plural's `s`: `read`, `xml` and `file` of `readXMLFiles`. Words
 * of one or two letters say nothing.
 */
export function wordsIn(name: string): string[] {
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u);
  return [...new Set(words.filter((word) => word.length > 2).map((word) => word.replace(/(?<!s)s$/, '')))];
}
