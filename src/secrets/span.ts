/** A part of a text, in characters from its beginning. */
export interface Span {
  start: number;
  end: number;
}

/** The spans from left to right, with those that overlap or touch as one. */
export function merged(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else all.push({ start, end });
  }
  return all;
}

/** The text with another one in place of each span. The spans are from left to right, without overlaps. */
export function replaced(text: string, spans: readonly Span[], replacement: (index: number) => string): string {
  if (spans.length === 0) return text;
  const parts: string[] = [];
  let from = 0;
  for (const [index, { start, end }] of spans.entries()) {
    parts.push(text.slice(from, start), replacement(index));
    from = end;
  }
  return parts.join('') + text.slice(from);
}
