import { indentOf, isBlank } from '../../language/lines.ts';
import type { Work } from '../../base/background.ts';
import type { CodeLine } from '../../language/lineReader.ts';

/** The lines of a text, and what the reader says of each. */
export interface Source {
  lines: readonly string[];
  code: readonly CodeLine[];
}

/** Consecutive lines; `end` is the line after the last. */
export interface Block {
  start: number;
  end: number;
  /** The first line of the declaration itself, below its comments and decorators. */
  head: number;
}

/** Lines that continue a block without being deeper: closers, further branches, operators, an opening brace. */
const continues =
  /^\s*(?:[)\]}>{]|(?:else|elif|elsif|catch|except|finally|rescue|ensure|then|do|in|of|while(?=.*;\s*$)|end|fi|done|esac|extends|implements|where)\b(?!\s*:?=)|[.?:|&+*=,]|<\/|(?:public|private|protected|signals|slots)\s*:)/;
/** Lines that belong to the next declaration: decorators, attributes, template parameters. */
const decorates = /^\s*(?:@[\w.]|#!?\[|\[[A-Z][\w.]*(?:\(.*\))?\]\s*$|template\s*<|\[\[)/;
/** Lines that begin a declaration, even where a bracket above seems to be open. */
const begins =
  /^(?:export|import|function|async function|class|interface|type|enum|namespace|declare|const|let|var|def|fn|pub|impl|struct|trait|mod|use|func|package|public|private|protected|static|abstract|final|module|object|record|typedef|#include|#define)\b/;

/**
 * Cuts lines at their lowest indentation into declarations, with their comments and decorators, and single statements. The
 * blocks cover all lines; blank lines belong to the block above.
 */
export function* cut({ lines, code }: Source, start = 0, end = lines.length): Work<Block[]> {
  const base = minIndent({ lines, code }, start, end);
  const blocks: Block[] = [];
  let block: Block = { start, end, head: -1 };
  let depth = code[start]?.depth ?? 0;
  let afterBlank = false;
  for (let index = start; index < end; index++) {
    const line = lines[index]!;
    if (isBlank(line)) {
      afterBlank = true;
      continue;
    }
    const { depth: open, isInside } = code[index]!;
    const isDeeper = isInside || indentOf(line) > base;
    const isHead = block.head >= 0;
    if (!isDeeper) {
      yield;
      const isBeginning = afterBlank && begins.test(line);
      const isOpen = open > depth && !isBeginning && !isWrapper({ lines, code }, block, base);
      const isNew = isHead ? !isOpen && !continues.test(line) : afterBlank && index > block.start && !isOpen;
      if (isNew) {
        blocks.push({ ...block, end: index });
        block = { start: index, end, head: -1 };
      }
      if (isHead || isNew || open < depth) depth = isNew ? open : Math.min(depth, open);
    }
    if (block.head < 0 && !isAttachment(line, code[index]!)) block.head = index;
    afterBlank = false;
  }
  if (end > start) blocks.push(block);
  return blocks.map((one) => ({ ...one, head: one.head < 0 ? one.start : one.head }));
}

/** Whether a line is a comment or a decorator. */
function isAttachment(line: string, { code, isInside }: CodeLine): boolean {
  return (
    (code.trim() === '' && !/^\s*["'`]/.test(line)) || (!isInside && decorates.test(line) && !/[{=]\s*$/.test(line))
  );
}

/** Whether a block opens a bracket around lines that are no deeper, like a namespace or a module's function. */
function isWrapper({ lines }: Source, { head }: Block, base: number): boolean {
  if (head < 0 || !/[{(]\s*$/.test(lines[head]!)) return false;
  const next = lines.slice(head + 1, head + 10).find((line) => !isBlank(line));
  return next !== undefined && indentOf(next) <= base && !/^\s*[)\]}]/.test(next);
}

function minIndent({ lines, code }: Source, start: number, end: number): number {
  let min = Infinity;
  for (let index = start; index < end; index++) {
    if (code[index]!.isInside || isBlank(lines[index]!)) continue;
    min = Math.min(min, indentOf(lines[index]!));
  }
  return min;
}
