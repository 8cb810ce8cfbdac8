import { merged, type Span } from './span.ts';

/**
 * What the user's patterns (`infill.mask`) match in a text, from left to right. No match extends beyond a line end.
 * @param patterns with the flag `g`
 */
export function userSecretsIn(text: string, patterns: readonly RegExp[]): Span[] {
  if (patterns.length === 0) return [];
  const found: Span[] = [];
  let lineStart = 0;
  for (const line of text.split('\n')) {
    for (const pattern of patterns) {
      for (const { 0: match, index } of line.matchAll(pattern)) {
        const start = lineStart + index;
        if (match !== '') found.push({ start, end: start + match.length });
      }
    }
    lineStart += line.length + 1;
  }
  return merged(found);
}
