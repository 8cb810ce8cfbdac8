const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Every quoted string on one line, whose brackets count for nothing. */
const quoted = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\\n]|\\.)*`/g;

/**
 * Where a text closes what it did not open: the offset of each such closer. The benchmark's own measure, apart from the
 * engine's filters, which it judges.
 */
export function unmatchedClosers(text: string): number[] {
  const plain = text.replace(quoted, (string) => ' '.repeat(string.length));
  const awaited: string[] = [];
  const unmatched: number[] = [];
  for (let index = 0; index < plain.length; index++) {
    const character = plain[index]!;
    const closer = pairs[character];
    if (closer !== undefined) awaited.push(closer);
    else if (awaited.at(-1) === character) awaited.pop();
    else if (')]}'.includes(character)) unmatched.push(index);
  }
  return unmatched;
}

/** Where what a bracket or quote opens is closed; the text's length if nowhere. */
export function closerOf(text: string, opener: number): number {
  const rest = text.slice(opener + 1);
  const closer = /['"`]/.test(text[opener]!) ? rest.indexOf(text[opener]!) : (unmatchedClosers(rest)[0] ?? -1);
  return closer < 0 ? text.length : opener + 1 + closer;
}

/** VS Code shows a text that takes in characters right of the cursor only if it holds all of them in order (1.139.1). */
export function holdsInOrder(text: string, characters: string): boolean {
  let from = 0;
  for (const character of characters) {
    from = text.indexOf(character, from) + 1;
    if (from === 0) return false;
  }
  return true;
}
