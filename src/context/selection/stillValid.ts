import type { Work } from '../../base/background.ts';
import type { CutFile, Declaration } from '../index/declaration.ts';
import type { DeclarationIndex } from '../index/declarationIndex.ts';
import type { Snippet } from '../../completion/prompt/snippet.ts';

/**
 * The snippets whose parts are all in the current text of their files, and none of them around the cursor.
 * @param around the text of SurroundingNames
 */
export function* stillValid(
  snippets: readonly Snippet[],
  declarationIndex: DeclarationIndex,
  around: string,
): Work<Snippet[]> {
  const valid: Snippet[] = [];
  for (const snippet of snippets) {
    yield;
    const file = declarationIndex.get(snippet.uri);
    if (!file || snippet.parts.some(({ text }) => around.includes(text))) continue;
    if (file.version === snippet.version || snippet.parts.every(({ text }) => has(file, text))) valid.push(snippet);
  }
  return valid;
}

function has({ text, declarations }: CutFile, part: string): boolean {
  return text.includes(part) || declarations.some((one) => isOutlined(one, part));
}

function isOutlined({ outline, members }: Declaration, part: string): boolean {
  return outline?.text === part || members.some((member) => isOutlined(member, part));
}
