/**
 * Reads the user's patterns of secrets, `infill.mask`, as regular expressions with the flag `g`. Invalid entries are left
 * out.
 * @param problems receives what is wrong, for the log. It has no pattern's text: a pattern may be a secret.
 */
export function readMask(value: unknown, problems: string[]): RegExp[] {
  if (!Array.isArray(value)) {
    problems.push('infill.mask is no list of regular expressions; it masks nothing.');
    return [];
  }
  return value.flatMap((source: unknown, index) => {
    const pattern = compiled(source);
    if (pattern === null) problems.push(`infill.mask: entry ${index + 1} is no regular expression; it masks nothing.`);
    return pattern ?? [];
  });
}

function compiled(source: unknown): RegExp | null {
  if (typeof source !== 'string' || source === '') return null;
  try {
    return new RegExp(source, 'g');
  } catch {
    return null;
  }
}
