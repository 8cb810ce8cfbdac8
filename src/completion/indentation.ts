import { kindOf } from '../language/open.ts';
import { syntaxOf } from '../language/table/index.ts';
import type { CursorContext } from './cursorContext.ts';
import { type IndentStyle, styleOf, widths } from './indentStyle.ts';
import { indentOf, isBlank, leadingSpaceOf, lineAbove, opensBlock } from '../language/lines.ts';
import { placeAt } from './place.ts';

/** A line of an answer, and whether its indentation is code; within strings of several lines it is text. */
interface Line {
  text: string;
  isCode: boolean;
}

/**
 * Indents an answer like the document: not twice at the cursor, with tabs or spaces, and of the same width. It changes
 * all lines or none, and none within strings.
 */
export function indented(text: string, context: CursorContext): string {
  const { language } = context;
  const lines = linesOf(withoutDoubled(text, context), context);
  const join = (all: readonly Line[]) => all.map((line) => line.text).join('\n');
  if (syntaxOf(language).keepsIndentation) return join(lines);
  if (isImpossible(lines[0]!.text, context)) return '';
  const { before } = placeAt(context);
  const style = styleOf(context);
  const isAtMargin = isWrittenAtMargin(lines, before, context);
  const line = isAtMargin ? before.trimStart() : before;
  const styled =
    style === null
      ? lines
      : style.unit === 'tab'
        ? withTabs(lines, line, context.language)
        : withSpaces(lines, line, context, style);
  return join(isAtMargin ? withBase(styled, leadingSpaceOf(before)) : styled);
}

/** Whether an answer that begins at the margin has an indentation that Python does not allow there. */
function isImpossible(first: string, { prefix, language }: CursorContext): boolean {
  const indent = indentOf(first);
  if (language !== 'python' || indent === 0 || isBlank(first) || !/(?:^|\n)$/.test(prefix)) return false;
  let least = Infinity;
  for (const line of prefix.split('\n').reverse()) {
    if (isBlank(line) || indentOf(line) >= least) continue;
    // A valid line is deeper than a last line that opens a block, or as deep as an enclosing line.
    if (least === Infinity && indent > indentOf(line)) return !opensBlock(line, language) && !/[([{,\\]\s*$/.test(line);
    least = indentOf(line);
    if (least === indent) return false;
    if (least < indent) return true;
  }
  return false;
}

/** Drops the white space at the beginning of an answer if the document already has it before the cursor. */
function withoutDoubled(text: string, context: CursorContext): string {
  const { before } = placeAt(context);
  const [breaks, indent] = /^(?:[ \t]*\n)+([ \t]*)(?=\S)/.exec(text) ?? [];
  const isBlockHead =
    isBlank(before) &&
    opensBlock(lineAbove(context.prefix) ?? '', context.language) &&
    kindOf(placeAt(context).top) === 'code';
  if (breaks !== undefined && before !== '' && indent === before && isBlockHead) return text.slice(breaks.length);
  const space = leadingSpaceOf(text);
  if (space === '' || text[space.length] === '\n' || space.length === text.length || !/[ \t]$/.test(before))
    return text;
  // PEP 8: at least two spaces before a comment.
  if (!isBlank(before))
    return context.language === 'python' && text.startsWith(' #') && !before.endsWith('  ')
      ? text
      : text.slice(space.length);
  const above = lineAbove(context.prefix);
  const isDeepEnough =
    above === null || indentOf(before) >= indentOf(above) + (opensBlock(above, context.language) ? 1 : 0);
  return isDeepEnough ? text.slice(space.length) : text;
}

function linesOf(text: string, context: CursorContext): Line[] {
  const opens = placeAt(context).openAtLines(text);
  return text
    .split('\n')
    .map((line, index) => ({ text: line, isCode: index === 0 || kindOf(opens[index]!) !== 'string' }));
}

/** Lines that need not be deeper than the line that opens their block. */
const label = /^\s*(?:[)\]}#]|(?:case|default)\b|[\w ]+:\s*$)/;

/**
 * Whether an answer was written as if its first line began at the margin, although the cursor's line does not: the line
 * below an opener is no deeper, and its block ends at the margin.
 */
function isWrittenAtMargin(lines: Line[], before: string, context: CursorContext): boolean {
  const base = indentOf(before);
  const next = lines.find(({ text }, index) => index > 0 && !isBlank(text));
  if (base === 0 || !next?.isCode || label.test(next.text) || !opensBlock(before + lines[0]!.text, context.language))
    return false;
  const indent = indentOf(next.text);
  if (lines.some(({ text, isCode }) => isCode && indentOf(text) > 0 && indentOf(text) < indent)) return false;
  if (!widths.includes(indent) || kindOf(placeAt(context).top) !== 'code') return false;
  const open = placeAt(context).openAtLines(`${lines[0]!.text}\n`)[1]!;
  // Arguments of a call may continue below a line that is deeper than the call's.
  const isBracket = open.kind === 'bracket' && /[([{]\s*$/.test(lines[0]!.text);
  return indent <= (isBracket ? open.indent : base);
}

function withBase(lines: readonly Line[], base: string): Line[] {
  return lines.map((line, index) =>
    index === 0 || !line.isCode || isBlank(line.text) ? line : { ...line, text: base + line.text },
  );
}

function withTabs(lines: Line[], before: string, language: string): Line[] {
  // Spaces are alignment in a text that has tabs.
  if (lines.some(({ text, isCode }, index) => isCode && index > 0 && text.startsWith('\t'))) return lines;
  const first = lines.find(
    ({ text, isCode }, index) => isCode && /^ +[^\s*]/.test(text) && (index > 0 || before === ''),
  );
  if (first === undefined) return lines;
  const depth = leadingSpaceOf(before).split('\t').length - 1;
  const depths = opensBlock(before + lines[0]!.text, language) ? [depth + 1, depth] : [depth, depth + 1];
  const width = depths.map((levels) => indentOf(first.text) / levels).find((spaces) => widths.includes(spaces)) ?? 4;
  return lines.map((line, index) => {
    if (!line.isCode || (index === 0 && before !== '')) return line;
    const columns = /^ */.exec(line.text)![0].length;
    // The remaining columns are alignment.
    return { ...line, text: '\t'.repeat(columns / width) + ' '.repeat(columns % width) + line.text.slice(columns) };
  });
}

/** Whether a text is indented with both tabs and spaces: its spaces are alignment. */
function isMixed(lines: readonly Line[]): boolean {
  const below = lines.slice(1).filter(({ isCode }) => isCode);
  return below.some(({ text }) => text.startsWith(' ')) && below.some(({ text }) => /^ *\t/.test(text));
}

function withSpaces(lines: Line[], before: string, context: CursorContext, { unit, steps }: IndentStyle): Line[] {
  const width = Number(unit);
  const above = lineAbove(context.prefix) ?? '';
  if (isMixed(lines)) return lines;
  const spaced = lines.map((line, index) => {
    if (!line.isCode || (index === 0 && before !== '')) return line;
    const space = leadingSpaceOf(line.text);
    return { ...line, text: space.replaceAll('\t', ' '.repeat(width)) + line.text.slice(space.length) };
  });
  const isBlockHead = before === '' && /^ +\S/.test(spaced[0]!.text) && opensBlock(above, context.language);
  const opener = isBlockHead
    ? -1
    : spaced.findIndex(({ text }, index) => /[{:]\s*$/.test(index === 0 ? before + text : text));
  const next = spaced.findIndex(({ text }, index) => index > opener && !isBlank(text));
  if ((opener < 0 && !isBlockHead) || next < 0 || /^\s*[)\]}]/.test(spaced[next]!.text)) return spaced;
  const line = opener < 0 ? above : opener === 0 ? before + spaced[0]!.text : spaced[opener]!.text;
  const base = indentOf(line);
  // The block of a continuation line is relative to the line that it continues.
  if (/^\s*[?:.|&+*=,-]/.test(line)) return spaced;
  const step = indentOf(spaced[next]!.text) - base;
  // A step that the document also has is intended.
  if (step <= 0 || step === width || steps.has(step) || !widths.includes(step)) return spaced;
  return spaced.map((line, index) => {
    const deeper = indentOf(line.text) - base;
    if (index < next || !line.isCode || deeper < step) return line;
    return {
      ...line,
      text: ' '.repeat(base + Math.floor(deeper / step) * width + (deeper % step)) + line.text.trimStart(),
    };
  });
}
