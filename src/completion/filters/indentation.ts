import { type CursorContext, lineBefore } from '../cursorContext.ts';
import type { Cleaner } from './filter.ts';
import { styleOf, widths } from './indentStyle.ts';
import { indentOf, isBlank, leadingSpaceOf, lineAbove, opensBlock } from './lines.ts';

/** Languages in which white space at a line's beginning says something else than how deep it stands. */
const untouched = new Set([
  'markdown',
  'mdx',
  'plaintext',
  'git-commit',
  'restructuredtext',
  'makefile',
  'diff',
  'tsv',
]);

/**
 * Indents the text as the document is: with tabs or with spaces, and as wide. How wide the text's own indentation is
 * shows in its first deeper line, so that lines which come later never change those before.
 */
export const indentation: Cleaner = (text, context) => {
  if (untouched.has(context.language)) return text;
  const style = styleOf(context);
  if (style === null) return text;
  const before = lineBefore(context);
  const lines = text.split('\n');
  const reindented = style === 'tab' ? withTabs(lines, before) : withSpaces(lines, context, style);
  if (before !== '') reindented[0] = lines[0]!;
  return reindented.join('\n');
};

function withTabs(lines: string[], before: string): string[] {
  const first = lines.find((line, index) => /^ +\S/.test(line) && (index > 0 || before === ''));
  if (first === undefined) return lines;
  const depth = leadingSpaceOf(before).split('\t').length - 1;
  const depths = opensBlock(before + lines[0]!) ? [depth + 1, depth] : [depth, depth + 1];
  const width = depths.map((levels) => indentOf(first) / levels).find((spaces) => widths.includes(spaces)) ?? 4;
  return lines.map((line) => {
    const columns = /^ */.exec(line)![0].length;
    // What is left over aligns something.
    return '\t'.repeat(columns / width) + ' '.repeat(columns % width) + line.slice(columns);
  });
}

function withSpaces(tabbed: string[], context: CursorContext, width: number): string[] {
  const lines = tabbed.map((line) => {
    const space = leadingSpaceOf(line);
    return space.replaceAll('\t', ' '.repeat(width)) + line.slice(space.length);
  });
  const opener = firstOpener(lines, context);
  if (opener === null) return lines;
  const { next, base } = opener;
  const step = indentOf(lines[next]!) - base;
  if (step < 0 && step > -base && opener.isCursorLine) {
    // The text was indented as if its first line stood at the margin.
    return lines.map((line, index) => (index < next || isBlank(line) ? line : ' '.repeat(base) + line));
  }
  if (step <= 0 || step === width || !widths.includes(step)) return lines;
  return lines.map((line, index) => {
    const deeper = indentOf(line) - base;
    if (index < next || deeper < step) return line;
    return ' '.repeat(base + Math.floor(deeper / step) * width + (deeper % step)) + line.trimStart();
  });
}

/** The first line that surely has a block below it, how deep it stands, and the line of the text that begins the block. */
function firstOpener(
  lines: string[],
  context: CursorContext,
): { next: number; base: number; isCursorLine: boolean } | null {
  const opens = context.language === 'python' ? /[{:]\s*$/ : /\{\s*$/;
  const before = lineBefore(context);
  const above = before === '' && /^ +\S/.test(lines[0]!) ? lineAbove(context.prefix) : null;
  if (above !== null && opens.test(above)) return { next: 0, base: indentOf(above), isCursorLine: false };
  for (let index = 0; index < lines.length; index++) {
    const line = index === 0 ? before + lines[0]! : lines[index]!;
    if (!opens.test(line)) continue;
    const next = lines.findIndex((other, below) => below > index && !isBlank(other));
    if (next < 0 || /^\s*[)\]}]/.test(lines[next]!)) return null;
    return { next, base: indentOf(line), isCursorLine: index === 0 };
  }
  return null;
}
