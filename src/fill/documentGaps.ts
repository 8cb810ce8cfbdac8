import { type FillTarget, type Gap, gapOf, type Span } from './gap.ts';
import type { Part } from './parts.ts';

/**
 * The gaps of a document's selections; selections that meet are one gap.
 * @param whole the document's text around the selections, with its line ends
 * @param spans the selections, as offsets of `whole`
 */
export function gapsOf(whole: string, spans: readonly Span[], language: string, keepComments: boolean): Gap[] {
  const text = toLf(whole);
  const gaps: Gap[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const span = { start: toLf(whole.slice(0, start)).length, end: toLf(whole.slice(0, end)).length };
    const gap = gapOf(text, span, language, keepComments);
    const last = gaps.at(-1);
    if (last && gap.start <= last.end) last.end = Math.max(last.end, gap.end);
    else gaps.push(gap);
  }
  if (whole === text) return gaps;
  // In a document with CRLF each line above adds one character.
  const inDocument = (at: number) => at + text.slice(0, at).split('\n').length - 1;
  return gaps.map((gap) => ({ ...gap, start: inDocument(gap.start), end: inDocument(gap.end) }));
}

/** The text of a document without its preview, and the gaps of the preview in it. */
export function withoutPreview(
  whole: string,
  parts: readonly Part[],
  gaps: readonly Gap[],
): Pick<FillTarget, 'text' | 'gaps'> {
  const inText: Gap[] = [];
  let text = '';
  let from = 0;
  parts.forEach(({ start, end, original }, index) => {
    text += toLf(whole.slice(from, start));
    const gapStart = text.length;
    text += toLf(original);
    inText.push({ start: gapStart, end: text.length, lead: gaps[index]!.lead });
    from = end;
  });
  return { text: text + toLf(whole.slice(from)), gaps: inText };
}

/** A text with `\n` at its line ends, as the model reads it. */
export function toLf(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** Spans moved down by a number of characters. */
export function movedBy<T extends Span>(spans: readonly T[], characters: number): T[] {
  return spans.map((span) => ({ ...span, start: span.start + characters, end: span.end + characters }));
}
