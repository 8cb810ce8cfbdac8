import type { CursorContext } from '../cursorContext.ts';
import { namesIn } from './names.ts';
import { Scanner } from './scan.ts';

/** The names around a cursor. */
export interface SurroundingNames {
  /** What each counts, from 0 to 1: what stands near the cursor more. */
  weights: ReadonlyMap<string, number>;
  /** The line of the document (zero-based) after the last that the model sees. */
  endLine: number;
  /** The lines without blank ones and comments, as those of snippets are. */
  text: string;
}

/** At so many lines from the cursor a name counts half. */
const halfAt = { above: 12, below: 6 };
/** What is far away, but in the prompt, still tells what the file is about. */
const least = 0.08;

/** Reads the names in prefix and suffix. */
export function surroundingNames({ prefix, suffix, startLine, language }: CursorContext): SurroundingNames {
  const above = prefix.split('\n');
  const below = suffix.split('\n');
  const lines = [...above.slice(0, -1), above.at(-1)! + below[0]!, ...below.slice(1)];
  const cursor = above.length - 1;
  const scanner = new Scanner(language);
  const weights = new Map<string, number>();
  const kept: string[] = [];
  for (const [index, line] of lines.entries()) {
    const distance = Math.abs(index - cursor);
    const weight = Math.max(least, 0.5 ** (distance / (index <= cursor ? halfAt.above : halfAt.below)));
    const { code, isComment } = scanner.line(line);
    if (!isComment) kept.push(line);
    for (const name of namesIn(code)) {
      weights.set(name, Math.max(weight, weights.get(name) ?? 0));
    }
  }
  return { weights, endLine: startLine + lines.length, text: kept.join('\n') };
}
