import { type CursorContext, lineBefore } from '../cursorContext.ts';
import { indentOf, isBlank } from '../filters/lines.ts';

/** A shorter line, white space apart, comes again by right: `@Test`, `if err != nil {`. */
const tellingLength = 16;
/** As the first line below, the end of a block tells that the text has come to the end of its own. */
const endsBlock = /^\s*(?:[)\]}]|<\/|(?:end|fi|done|esac)\b)/;

/** What tells that a long text has reached what stands below it. */
export interface Landmark {
  /** The place without the lines below that come before the landmark. */
  context: CursorContext;
  /** Those lines, but for blank ones. */
  passed: readonly string[];
}

/**
 * Ghost text may end at any line that stands below already. A fill goes on for longer, and would miss what comes after
 * a line that is there by right: so it ends at one that the document has once, or that stands less deep.
 */
export function landmarkOf(context: CursorContext): Landmark {
  const [rest, ...below] = context.suffix.split('\n');
  const first = below.find((line) => !isBlank(line));
  if (first === undefined || endsBlock.test(first)) return { context, passed: [] };
  const depth = Math.max(indentOf(lineBefore(context)), indentOf(first));
  const times = new Map<string, number>();
  for (const key of [...context.prefix.split('\n'), ...below].map(keyOf)) times.set(key, (times.get(key) ?? 0) + 1);
  const at = below.findIndex((line) => {
    if (isBlank(line)) return false;
    return indentOf(line) < depth || (keyOf(line).length >= tellingLength && times.get(keyOf(line)) === 1);
  });
  if (at < 0) return { context, passed: [] };
  const passed = below.slice(0, at).filter((line) => !isBlank(line));
  return { context: { ...context, suffix: [rest, ...below.slice(at)].join('\n') }, passed };
}

/** The text without the lines at its end that were passed on the way to the landmark, or that it has begun to pass. */
export function withoutPassed(text: string, { context, passed }: Landmark): string {
  const before = lineBefore(context);
  const lines = (before + text.trimEnd()).split('\n');
  const filled = lines.flatMap((line, index) => (isBlank(line) ? [] : [index]));
  for (let count = Math.min(passed.length, filled.length); count > 0; count--) {
    const last = filled.slice(-count);
    if (!last.every((index, nth) => keyOf(lines[index]!) === keyOf(passed[nth]!))) continue;
    // In a table the same numbers may come again by right.
    if (/^[^\p{L}]*\d[^\p{L}]*$/u.test(passed.slice(0, count).join(''))) return text;
    return lines.slice(0, last[0]).join('\n').slice(before.length).trimEnd();
  }
  return text;
}

function keyOf(line: string): string {
  return line.replace(/\s+/g, '');
}
