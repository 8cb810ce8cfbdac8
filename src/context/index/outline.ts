import { indentOf, isBlank } from '../../language/lines.ts';
import type { Work } from '../../base/background.ts';
import { type Block, cut, type Source } from './cut.ts';

/** What holds members, whose names tell more than the insides of its functions. */
const container =
  /\b(?:class|interface|struct|enum|trait|impl|namespace|module|object|record|protocol|extension|union|type)\b|=\s*(?:Object\.\w+\()?\{\s*$|^\s*\w+\s*:\s*\{\s*$|\bexports\b/;
/** The line with which a declaration's body opens. */
const opens = /(?:\{|:|=>|\b(?:do|then|begin|is))\s*$/;
/** The line with which a function opens that is a part of an expression: it cannot end as a signature. */
const opensInExpression = /=>\s*\{\s*$|[=(:,]\s*(?:async\s+)?function\b.*\{\s*$/;
/** Members that are no longer stand whole in an outline, in lines. */
const shortMember = 2;
/** Of what is nested deeper in a block, an outline has the first line alone. */
const deepest = 6;

/** Whether a block holds members. */
export function isContainer({ lines }: Source, { head }: Block): boolean {
  return container.test(lines[head]!);
}

/** The members of a block, its own first and last lines apart. */
export function* membersOf(source: Source, block: Block): Work<Block[]> {
  const inner = innerOf(source, block);
  return inner === null ? [] : yield* cut(source, inner.start, inner.end);
}

/**
 * A block as a declaration file would have it: signatures without bodies, members one below the other.
 * @param depth how deep the block is nested in the one that the outline is for
 * @returns its lines; null where that would say no less than the block itself
 */
export function* outlineOf(source: Source, block: Block, language: string, depth = 0): Work<string[] | null> {
  const inner = innerOf(source, block);
  if (inner === null) return null;
  const head = source.lines.slice(block.head, inner.start);
  if (!isContainer(source, block)) {
    const closing = source.lines[inner.end]?.trim() ?? '';
    return [...head.slice(0, -1), closed(head.at(-1)!, closing, language)];
  }
  const members: string[] = [];
  for (const member of yield* cut(source, inner.start, inner.end)) {
    yield;
    const { lines, code } = source;
    const length = lastCode(source, member) + 1 - member.head;
    if (length <= shortMember) members.push(...lines.slice(member.head, member.head + length));
    else if (code.slice(member.head, member.end).some(({ code }) => code.trim() !== '')) {
      const outline = depth < deepest ? yield* outlineOf(source, member, language, depth + 1) : null;
      for (const line of outline ?? [lines[member.head]!]) members.push(line);
    }
  }
  return [...head, ...members, ...source.lines.slice(inner.end, lastCode(source, block) + 1)];
}

/** The line below those that open a block; the second line where it opens nothing. */
export function headEnd(source: Source, block: Block): number {
  return innerOf(source, block)?.start ?? block.head + 1;
}

/** The lines between a block's opening and its closing one; null where it has none. */
function innerOf(source: Source, block: Block): { start: number; end: number } | null {
  const { lines, code } = source;
  const base = indentOf(lines[block.head]!);
  const last = lastCode(source, block);
  let start = block.head;
  while (start <= last && !(opens.test(code[start]!.code) && isDeeper(lines[start + 1], base))) start++;
  start++;
  if (start > last) return null;
  let end = last + 1;
  while (end > start && !code[end - 1]!.isInside && indentOf(lines[end - 1]!) <= base) end--;
  return end > start ? { start, end } : null;
}

/** A blank line may stand first in a body. */
function isDeeper(line: string | undefined, base: number): boolean {
  return line !== undefined && (isBlank(line) || indentOf(line) > base);
}

function lastCode({ lines }: Source, { start, end }: Block): number {
  let last = end - 1;
  while (last > start && isBlank(lines[last]!)) last--;
  return last;
}

/** The line of a signature without the body that follows up to the closing line. */
function closed(line: string, closing: string, language: string): string {
  if (language === 'python') return `${line.trimEnd()} ...`;
  if (opensInExpression.test(line) && closing.startsWith('}')) return `${line.trimEnd()} … ${closing}`;
  const signature = line.replace(/\s*(?:=>\s*)?[{:]?\s*$/, '');
  return language === 'go' || language === 'ruby' || signature.trim() === '' ? signature : `${signature};`;
}
