import type { Work } from './background.ts';
import type { CutFile, Declaration } from './declaration.ts';
import type { Library } from './library.ts';
import type { Snippet } from './snippet.ts';

/**
 * Those of the snippets that are still true and still news: all of their pieces stand in their files as the library has
 * them now, and none in the text around the cursor.
 * @param around the text around the cursor, as of SurroundingNames
 */
export function* standing(snippets: readonly Snippet[], library: Library, around: string): Work<Snippet[]> {
  const still: Snippet[] = [];
  for (const snippet of snippets) {
    yield;
    const file = library.get(snippet.uri);
    if (!file || snippet.pieces.some(({ text }) => around.includes(text))) continue;
    if (file.version === snippet.version || snippet.pieces.every(({ text }) => holds(file, text))) still.push(snippet);
  }
  return still;
}

function holds({ text, declarations }: CutFile, piece: string): boolean {
  return text.includes(piece) || declarations.some((one) => isOutlined(one, piece));
}

function isOutlined({ outline, members }: Declaration, piece: string): boolean {
  return outline?.text === piece || members.some((member) => isOutlined(member, piece));
}
