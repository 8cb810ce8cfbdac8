import type { CursorContext } from '../../completion/cursorContext.ts';
import type { Work } from '../../base/background.ts';
import { namesIn } from '../index/names.ts';
import { LineReader } from '../../language/lineReader.ts';
import { beginning } from '../../language/open.ts';

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
const min = 0.08;
/** Of a line that is longer, what is near the cursor's or stands at its beginning is enough, in characters. */
const maxLineLength = 5_000;

/** Reads the names in prefix and suffix. */
export function* surroundingNames({ prefix, suffix, startLine, language }: CursorContext): Work<SurroundingNames> {
  const above = prefix.split('\n');
  const below = suffix.split('\n');
  const own = above.at(-1)!.slice(-maxLineLength) + below[0]!.slice(0, maxLineLength);
  const lines = [...above.slice(0, -1), own, ...below.slice(1)];
  const cursor = above.length - 1;
  const reader = new LineReader(beginning(language, prefix, startLine > 0));
  const weights = new Map<string, number>();
  const kept: string[] = [];
  for (const [index, whole] of lines.entries()) {
    const line = index === cursor ? whole : whole.slice(0, maxLineLength);
    yield;
    const distance = Math.abs(index - cursor);
    const weight = Math.max(min, 0.5 ** (distance / (index <= cursor ? halfAt.above : halfAt.below)));
    const { code, isComment, isDocumentation } = reader.line(line);
    if (!isComment && !isDocumentation) kept.push(line);
    for (const name of namesIn(code)) {
      weights.set(name, Math.max(weight, weights.get(name) ?? 0));
    }
  }
  return { weights, endLine: startLine + lines.length, text: kept.join('\n') };
}
