import { lineBefore } from '../cursorContext.ts';
import type { Cleaner } from './filter.ts';
import { isBlank } from './lines.ts';

/** Languages in whose text a fence belongs. */
const fenced = new Set(['markdown', 'mdx', 'quarto', 'rmd', 'plaintext', 'git-commit', 'typst', 'prompt', 'chatagent']);
const opening = /^\s*```[\w+#.-]*[ \t]*\n/;
/** At the line's beginning: an indented one belongs to a documentation comment. */
const closing = /\n```[\w+#.-]*[ \t]*(?:\n|$)/;
const first = /^```[\w+#.-]*[ \t]*(?:\n|$)/;

/** Takes code out of the Markdown fence that a model used to talking puts around it. */
export const codeFences: Cleaner = (text, context) => {
  if (fenced.has(context.language)) return text;
  const code = isBlank(lineBefore(context)) ? text.replace(opening, '') : text;
  if (lineBefore(context) === '' && first.test(code)) return '';
  const end = code.search(closing);
  return end < 0 ? code : code.slice(0, end);
};
