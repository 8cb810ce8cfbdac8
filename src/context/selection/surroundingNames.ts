import type { CursorContext } from '../../completion/cursorContext.ts';
import type { Work } from '../../base/background.ts';
import { namesIn } from '../index/names.ts';
import { LineReader } from '../../language/lineReader.ts';
import { beginning } from '../../language/openStack.ts';

/** The text of the prompt around the cursor. */
export interface SurroundingNames {
  /** The weight of each name, from 0 to 1: nearer names have more. */
  weights: ReadonlyMap<string, number>;
  /** The line of the document (zero-based) after the last that the prompt has. */
  endLine: number;
  /** Without blank lines and comments, as the text of a CutFile. */
  text: string;
}

/** Lines from the cursor at which a name has half the weight. A choice: what is above was written for what comes now. */
const halfAt = { above: 12, below: 6 };
/** A choice: names far from the cursor still say what the file is about. */
const minWeight = 0.08;
/** Characters of a line that are read, on each side of the cursor or from its beginning. A choice: longer lines are data. */
const maxLineLength = 5_000;

export function* surroundingNames({ prefix, suffix, startLine, language }: CursorContext): Work<SurroundingNames> {
  const above = prefix.split('\n');
  const below = suffix.split('\n');
  const cursorLine = above.at(-1)!.slice(-maxLineLength) + below[0]!.slice(0, maxLineLength);
  const lines = [...above.slice(0, -1), cursorLine, ...below.slice(1)];
  const cursor = above.length - 1;
  const reader = new LineReader(beginning(language, prefix, startLine > 0));
  const weights = new Map<string, number>();
  const kept: string[] = [];
  for (const [index, whole] of lines.entries()) {
    const line = index === cursor ? whole : whole.slice(0, maxLineLength);
    yield;
    const distance = Math.abs(index - cursor);
    const weight = Math.max(minWeight, 0.5 ** (distance / (index <= cursor ? halfAt.above : halfAt.below)));
    const { code, isComment, isDocumentation } = reader.line(line);
    if (!isComment && !isDocumentation) kept.push(line);
    for (const name of namesIn(code)) {
      weights.set(name, Math.max(weight, weights.get(name) ?? 0));
    }
  }
  return { weights, endLine: startLine + lines.length, text: kept.join('\n') };
}
