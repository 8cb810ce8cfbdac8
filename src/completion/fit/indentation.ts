import { opensBlock } from '../../language/blocks.ts';
import { indentOf, isBlank, leadingSpaceOf, lineAbove } from '../../language/lines.ts';
import { kindOf, type Open } from '../../language/openStack.ts';
import { syntaxOf } from '../../language/table/index.ts';
import type { CursorContext } from '../cursorContext.ts';
import { type IndentStyle, styleOf, widths } from './indentStyle.ts';
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
  const styled = style === null ? lines : inStyle(lines, line, context, style);
  return join(isAtMargin ? withBase(styled, leadingSpaceOf(before)) : styled);
}

/** Whether an answer that begins at the margin has an indentation that Python does not allow there. */
function isImpossible(first: string, { prefix, language }: CursorContext): boolean {
  const indent = indentOf(first);
  if (language !== 'python' || indent === 0 || isBlank(first) || !/(?:^|\n)$/.test(prefix)) return false;
  let min = Infinity;
  for (const line of prefix.split('\n').reverse()) {
    if (isBlank(line) || indentOf(line) >= min) continue;
    // A valid line is deeper than a last line that opens a block, or as deep as an enclosing line.
    if (min === Infinity && indent > indentOf(line)) return !opensBlock(line, language) && !/[([{,\\]\s*$/.test(line);
    min = indentOf(line);
    if (min === indent) return false;
    if (min < indent) return true;
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
  return text.split('\n').map((line, index) => ({ text: line, isCode: index === 0 || isCode(opens[index]!) }));
}

/** Whether the indentation of a line is code: within strings it is text, but for YAML's block scalars. */
function isCode(open: Open): boolean {
  return kindOf(open) !== 'string' || open.mode.isIndented === true;
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
  const isShallower = ({ text, isCode }: Line) =>
    isCode && !isBlank(text) && indentOf(text) > 0 && indentOf(text) < indent;
  if (lines.some(isShallower)) return false;
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

function inStyle(lines: Line[], before: string, context: CursorContext, style: IndentStyle): Line[] {
  if (style.unit !== 'tab') return withSpaces(lines, before, context, style);
  if (style.isEditors) return scaled(lines, before, context, '\t', style.steps) ?? lines;
  return withTabs(lines, before, context.language);
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
  if (isMixed(lines)) return lines;
  const space = ' '.repeat(Number(unit));
  const spaced = lines.map((line, index) => {
    if (!line.isCode || (index === 0 && before !== '')) return line;
    const own = leadingSpaceOf(line.text);
    return { ...line, text: own.replaceAll('\t', space) + line.text.slice(own.length) };
  });
  return scaled(spaced, before, context, space, steps) ?? spaced;
}

/**
 * The lines with each level as deep as in the document; null if they are so already. The first block decides, so that
 * later lines change no earlier one. A line that is at no level keeps its distance to the line above: it is aligned.
 * @param unit white space of a level
 * @param steps steps that the document has, in columns: they stay as they are
 */
function scaled(
  lines: readonly Line[],
  before: string,
  context: CursorContext,
  unit: string,
  steps: ReadonlySet<number>,
): Line[] | null {
  const above = lineAbove(context.prefix) ?? '';
  const isBlockHead = before === '' && /^ +\S/.test(lines[0]!.text) && opensBlock(above, context.language);
  const head = isBlockHead ? above : before + lines[0]!.text;
  const base = leadingSpaceOf(head);
  let step = 0;
  let last = { text: head, depth: 0, level: 0, space: '' };
  const result: Line[] = [];
  for (const [index, line] of lines.entries()) {
    const depth = indentOf(line.text) - indentOf(base);
    if ((index === 0 && !isBlockHead) || isBlank(line.text) || !line.isCode) {
      result.push(line);
      continue;
    }
    const text = line.text.trimStart();
    // The lines of a documentation comment have one column more.
    const extra = text.startsWith('*') ? 1 : 0;
    if (step === 0 && depth > extra) {
      step = depth;
      // The block of a line that continues another one is relative to that, and arguments may be deeper than a block.
      const isContinued = /^\s*[?:.|&+*=,-]|\(\s*$/.test(last.text);
      const isBlock = opensBlock(last.text, context.language) && !isContinued;
      if (!isBlock || step === unit.length || steps.has(step) || !widths.includes(step)) return null;
    }
    const level = depth <= extra ? 0 : (depth - extra) / step;
    const isLevel = Number.isInteger(level) && level <= last.level + 1;
    const space = isLevel
      ? unit.repeat(level) + ' '.repeat(extra)
      : last.space + ' '.repeat(Math.max(0, depth - last.depth));
    result.push(depth <= extra ? line : { ...line, text: base + space + text });
    last = { text: line.text, depth, level: isLevel ? level : last.level, space };
  }
  return step === 0 ? null : result;
}
