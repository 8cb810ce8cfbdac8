import { merged, type Span } from './span.ts';

/**
 * What the user's own patterns (`infill.mask`) match in a text, from left to right; nothing beyond a line end.
 * @param patterns sources of regular expressions
 */
export function ownSecretsIn(text: string, patterns: readonly string[]): Span[] {
  if (patterns.length === 0) return [];
  const found: Span[] = [];
  const compiled = patterns.map((source) => new RegExp(source, 'g'));
  let lineStart = 0;
  for (const line of text.split('\n')) {
    for (const pattern of compiled) {
      for (const { 0: match, index } of line.matchAll(pattern)) {
        const start = lineStart + index;
        if (match !== '') found.push({ start, end: start + match.length });
      }
    }
    lineStart += line.length + 1;
  }
  return merged(found);
}
