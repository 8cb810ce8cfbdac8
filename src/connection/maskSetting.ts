import { UserPattern } from '../secrets/userPattern.ts';

/** Number of states of all patterns. A choice: more take so many steps that much text is masked unread. */
const maxStates = 1_000;
/** Number of entries that are read. A choice: one takes up to some milliseconds. */
const maxEntries = 200;

/**
 * Reads the patterns of `infill.mask` of all levels: a workspace can add patterns, and take none away.
 * @param levels the values of the user, the workspace and its folders; undefined where it is not set
 * @param problems receives what is wrong, for the log. It has no pattern's text: a pattern may be a secret.
 */
export function readMask(levels: readonly unknown[], problems: string[]): UserPattern[] {
  const patterns = new Map<string, UserPattern>();
  let states = 0;
  let entries = 0;
  for (const level of levels) {
    if (level === undefined) continue;
    if (!Array.isArray(level)) problems.push('infill.mask is no list of regular expressions.');
    for (const [index, source] of (Array.isArray(level) ? level : []).entries()) {
      if (++entries > maxEntries) {
        problems.push(`infill.mask has more than ${maxEntries} entries; the others mask nothing.`);
        return [...patterns.values()];
      }
      const problem = `infill.mask: entry ${index + 1} masks nothing, since`;
      if (typeof source !== 'string' || source === '') problems.push(`${problem} it is no text.`);
      else if (!patterns.has(source)) {
        try {
          const pattern = new UserPattern(source);
          if (states + pattern.size > maxStates) throw new SyntaxError('all patterns together are too large');
          states += pattern.size;
          patterns.set(source, pattern);
        } catch (error) {
          problems.push(`${problem} ${reasonOf(error)}.`);
        }
      }
    }
  }
  return [...patterns.values()];
}

/** V8's messages quote the pattern. */
function reasonOf(error: unknown): string {
  const { message } = error as Error;
  return message.startsWith('Invalid') ? 'it is no regular expression' : message;
}
