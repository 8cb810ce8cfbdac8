import { keywords } from '../../language/keywords.ts';

const name = /[\p{L}_$][\p{L}\p{N}_$]+/gu;
/** A longer run of letters is data. */
const longest = 60;

/** The names in a piece of code, each as often as it stands there; what stands in comments and strings is for the caller to take out. */
export function namesIn(code: string): string[] {
  const names: string[] = [];
  for (const [word] of code.matchAll(name)) if (word.length <= longest && !keywords.has(word)) names.push(word);
  return names;
}

/**
 * The words that a name is made of, in small letters and in the singular, each once: `readXMLFiles` of `read`, `xml` and
 * `file`. Those of one or two letters tell nothing.
 */
export function partsOf(name: string): string[] {
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u);
  return [...new Set(words.filter((word) => word.length > 2).map((word) => word.replace(/(?<!s)s$/, '')))];
}
