const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** A quoted string on one line; its brackets do not count. */
const quoted = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\\n]|\\.)*`/g;

/**
 * Offsets of the closers whose opener is not in the text. The benchmark does not use the scanner of the engine, which
 * it judges.
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

/** Offset of the closer of a bracket or quote; the text's length where there is none. */
export function closerOf(text: string, opener: number): number {
  const rest = text.slice(opener + 1);
  const closer = /['"`]/.test(text[opener]!) ? rest.indexOf(text[opener]!) : (unmatchedClosers(rest)[0] ?? -1);
  return closer < 0 ? text.length : opener + 1 + closer;
}

/** VS Code shows a text that replaces characters right of the cursor only if it contains all of them in order (1.139.1). */
export function holdsInOrder(text: string, characters: string): boolean {
  let from = 0;
  for (const character of characters) {
    from = text.indexOf(character, from) + 1;
    if (from === 0) return false;
  }
  return true;
}
