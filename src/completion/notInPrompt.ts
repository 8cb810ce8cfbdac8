import type { CursorContext } from './cursorContext.ts';
import type { Snippet } from './snippet.ts';

/**
 * Those of the snippets of which nothing stands in the text around a place: what was chosen for a smaller window, or for
 * another place of the file, may stand in this one. Looks at lines, as snippets have no comments.
 * @param replaced lines that the file has at the place, and the text around it has not
 */
export function notInPrompt(
  { uri, prefix, suffix, startLine }: CursorContext,
  replaced: number,
  snippets: readonly Snippet[],
): Snippet[] {
  if (snippets.length === 0) return [];
  const around = `${prefix}${suffix}`.split('\n');
  const lines = new Set(around);
  const endLine = startLine + around.length + replaced;
  const stands = (text: string) => text.split('\n').every((line) => lines.has(line));
  return snippets.filter((snippet) => {
    const isOwn = snippet.uri === uri;
    return !snippet.parts.some(({ text, start, end }) => {
      return (isOwn && end > startLine && start < endLine) || stands(text.trimEnd());
    });
  });
}
