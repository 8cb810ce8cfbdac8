/** Words that are no names in any of the usual languages, or tell nothing: keywords, and the words of the plainest types. */
const keywords = new Set(
  `abstract and any as async await begin bool boolean break byte case catch chan char class const constructor continue
  debugger declare def default defer del delete do double dyn elif else elsif end ensure enum except explicit export extends
  extern false False final finally float fn for foreach from func function get global go goto if impl implements import in
  inline instanceof int interface internal is keyof lambda let long loop match mod module move mut namespace native never
  new nil None nonlocal not null nullptr number object of operator or out override package pass private protected pub public
  raise range readonly record ref register require rescue return sealed self Self set short signed sizeof static string
  struct super switch template then this throw throws trait true True try type typedef typeof undefined union unless unsafe
  unsigned until use using val var virtual void volatile when where while with yield`.split(/\s+/),
);
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
