import { indentOf, isBlank } from '../../language/lines.ts';
import type { Work } from '../../base/background.ts';
import { type Block, cut, type Source } from './cut.ts';

/** The first line of a block with members, whose names say more than the bodies of its functions. */
const container =
  /\b(?:class|interface|struct|enum|trait|impl|namespace|module|object|record|protocol|extension|union|type)\b|=\s*(?:Object\.\w+\()?\{\s*$|^\s*\w+\s*:\s*\{\s*$|\bexports\b/;
/** The line with which a declaration's body opens. */
const opens = /(?:\{|:|=>|\b(?:do|then|begin|is))\s*$/;
/** The line that opens a function within an expression: it cannot end like a signature. */
const opensInExpression = /=>\s*\{\s*$|[=(:,]\s*(?:async\s+)?function\b.*\{\s*$/;
/** Lines. A choice: an outline has short members whole. */
const maxShort = 2;
/** A choice: of members that are nested deeper, an outline has the first line. */
const maxDepth = 6;

export function isContainer({ lines }: Source, { head }: Block): boolean {
  return container.test(lines[head]!);
}

/** The members of a block, without the lines that open and close it. */
export function* membersOf(source: Source, block: Block): Work<Block[]> {
  const inner = innerOf(source, block);
  return inner === null ? [] : yield* cut(source, inner.start, inner.end);
}

/**
 * The lines of a block as a declaration file would have them: signatures without bodies, one below the other.
 * @param depth of the block in the one that the outline is for
 * @returns null where that would not be shorter than the block
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
    if (length <= maxShort) members.push(...lines.slice(member.head, member.head + length));
    else if (code.slice(member.head, member.end).some(({ code }) => code.trim() !== '')) {
      const outline = depth < maxDepth ? yield* outlineOf(source, member, language, depth + 1) : null;
      for (const line of outline ?? [lines[member.head]!]) members.push(line);
    }
  }
  return [...head, ...members, ...source.lines.slice(inner.end, lastCode(source, block) + 1)];
}

/** The line after those that open a block; the second line where nothing is opened. */
export function headEnd(source: Source, block: Block): number {
  return innerOf(source, block)?.start ?? block.head + 1;
}

/** The lines between those that open and close a block; null for none. */
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

/** A body may begin with a blank line. */
function isDeeper(line: string | undefined, base: number): boolean {
  return line !== undefined && (isBlank(line) || indentOf(line) > base);
}

function lastCode({ lines }: Source, { start, end }: Block): number {
  let last = end - 1;
  while (last > start && isBlank(lines[last]!)) last--;
  return last;
}

/** The line of a signature that ends without its body. */
function closed(line: string, closing: string, language: string): string {
  if (language === 'python') return `${line.trimEnd()} ...`;
  if (opensInExpression.test(line) && closing.startsWith('}')) return `${line.trimEnd()} … ${closing}`;
  const signature = line.replace(/\s*(?:=>\s*)?[{:]?\s*$/, '');
  return language === 'go' || language === 'ruby' || signature.trim() === '' ? signature : `${signature};`;
}
