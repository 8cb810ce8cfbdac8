/**
 * Reads the user's patterns of secrets, `infill.mask`. A bad entry is left out: the others hold.
 * @param problems receives what is wrong, for the log. It has no pattern's text: a pattern may be a secret.
 */
export function readMask(value: unknown, problems: string[]): string[] {
  if (!Array.isArray(value)) {
    problems.push('infill.mask is no list of regular expressions; it masks nothing.');
    return [];
  }
  return value.filter((source: unknown, index): source is string => {
    if (isPattern(source)) return true;
    problems.push(`infill.mask: entry ${index + 1} is no regular expression; it masks nothing.`);
    return false;
  });
}

function isPattern(source: unknown): source is string {
  if (typeof source !== 'string' || source === '') return false;
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}
