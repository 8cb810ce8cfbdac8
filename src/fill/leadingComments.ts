import { LineReader } from '../language/lineReader.ts';
import { beginning } from '../language/openStack.ts';

/** A comment between JSX elements is in braces; this is its line without the comment. */
const bracedComment = /^\{\s+\}$/;

/**
 * The number of leading lines that are only comments, with the blank lines before and between them.
 * @param above the document's text before the lines
 */
export function leadingComments(lines: readonly string[], language: string, above = ''): number {
  const reader = new LineReader(beginning(language, above + lines.join('\n')));
  for (const line of above.split('\n').slice(0, -1)) reader.line(line);
  let count = 0;
  let code = '';
  for (const [index, line] of lines.entries()) {
    const read = reader.line(line);
    // A comment that begins above the lines is selected only in part.
    if (index === 0 && read.isInside) return 0;
    code += read.code;
    if (reader.isOpen && !read.isDocumentation) continue;
    const isComment = code.trim() === '' ? read.isComment : bracedComment.test(code.trim());
    if (!isComment) return count;
    if (line.trim() !== '') count = index + 1;
    code = '';
  }
  return count;
}
