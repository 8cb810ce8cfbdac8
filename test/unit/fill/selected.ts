import type { Span } from '../../../src/fill/gap.ts';

/** A text drawn with its selections between `«` and `»`: `selected('x = «1»;')`. */
export function selected(drawing: string): { text: string; spans: Span[] } {
  const spans: Span[] = [];
  let text = '';
  for (const part of drawing.split(/(?=[«»])/)) {
    if (part.startsWith('«')) spans.push({ start: text.length, end: text.length });
    if (part.startsWith('»')) spans.at(-1)!.end = text.length;
    text += part.replace(/^[«»]/, '');
  }
  return { text, spans };
}
