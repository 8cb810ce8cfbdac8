import type { Work } from '../../base/background.ts';
import type { CutFile, Declaration } from '../index/declaration.ts';
import type { DeclarationIndex } from '../index/declarationIndex.ts';
import type { Snippet } from '../../completion/snippet.ts';

/**
 * Those of the snippets that are still true and still news: all of their pieces stand in their files as the library has
 * them now, and none in the text around the cursor.
 * @param around the text around the cursor, as of SurroundingNames
 */
export function* stillValid(
  snippets: readonly Snippet[],
  declarationIndex: DeclarationIndex,
  around: string,
): Work<Snippet[]> {
  const still: Snippet[] = [];
  for (const snippet of snippets) {
    yield;
    const file = declarationIndex.get(snippet.uri);
    if (!file || snippet.parts.some(({ text }) => around.includes(text))) continue;
    if (file.version === snippet.version || snippet.parts.every(({ text }) => holds(file, text))) still.push(snippet);
  }
  return still;
}

function holds({ text, declarations }: CutFile, part: string): boolean {
  return text.includes(part) || declarations.some((one) => isOutlined(one, part));
}

function isOutlined({ outline, members }: Declaration, part: string): boolean {
  return outline?.text === part || members.some((member) => isOutlined(member, part));
}
