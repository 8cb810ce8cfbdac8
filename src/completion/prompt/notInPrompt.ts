import type { CursorContext } from '../cursorContext.ts';
import type { Snippet } from './snippet.ts';

/**
 * The snippets of which no part is in the text around the cursor. A snippet that was selected for a smaller window or
 * for another position may be in it. Compares lines, since snippets have no comments.
 * @param replaced number of the file's lines at the cursor that are not in the text around it
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
  const isAround = (text: string) => text.split('\n').every((line) => lines.has(line));
  return snippets.filter((snippet) => {
    const isOwn = snippet.uri === uri;
    return !snippet.parts.some(({ text, start, end }) => {
      return (isOwn && end > startLine && start < endLine) || isAround(text.trimEnd());
    });
  });
}
