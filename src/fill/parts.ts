import type { Span } from './gap.ts';

/** One change of a document: characters replaced by a text. */
export interface Change {
  rangeOffset: number;
  rangeLength: number;
  text: string;
}

/** A range of a document that a preview replaces, or will. Offsets are the document's; texts have its line ends. */
export interface Part extends Span {
  /** The text there now. */
  now: string;
  /** The text there before the fill. */
  original: string;
  /** The text on both sides, for changes that reach across a border. */
  before: string;
  after: string;
}

/** Whether a change is within a part, borders included. */
export function isInside(part: Span, { rangeOffset, rangeLength }: Change): boolean {
  return rangeOffset >= part.start && rangeOffset + rangeLength <= part.end;
}

/** Whether changes hit parts; `lost` where they replace so much that the parts can no longer be located. */
export type Hit = 'none' | 'inside' | 'lost';

/**
 * The parts after changes. Text inserted directly before a part is outside it; text inserted directly after it is inside,
 * since there the user continues its text.
 * @param isOwn the preview has made the changes: text inserted directly before a part is inside, too
 */
export function partsAfter(
  parts: readonly Part[],
  changes: readonly Change[],
  isOwn = false,
): { parts: Part[]; hit: Hit } {
  let hit: Hit = 'none';
  const moved = parts.map((part) => ({ ...part }));
  // From the bottom up, so that each change's offset stays valid.
  for (const change of [...changes].sort((a, b) => b.rangeOffset - a.rangeOffset)) {
    const { rangeOffset: from, rangeLength, text } = change;
    const to = from + rangeLength;
    const delta = text.length - rangeLength;
    // Text inserted where two parts meet belongs to the upper one.
    let isTaken = false;
    for (const part of moved) {
      const isOutside = from < to || (!isOwn && part.start < part.end) || text === '' || isTaken;
      const isAbove = to < part.start || (to === part.start && isOutside);
      if (isAbove) {
        part.start += delta;
        part.end += delta;
      } else if (from < part.end || (from === part.end && rangeLength === 0)) {
        const whole = isInside(part, change) ? part : widened(part, change);
        // A change over two parts leaves no border between them.
        if (whole === null || isTaken) return { parts: moved, hit: 'lost' };
        hit = text === '' && rangeLength === 0 ? hit : 'inside';
        isTaken = true;
        const at = from - whole.start;
        Object.assign(part, whole, {
          now: whole.now.slice(0, at) + text + whole.now.slice(at + rangeLength),
          end: whole.end + delta,
        });
      }
    }
  }
  return { parts: moved, hit };
}

/** The part extended by the text that a change replaces outside it; null where that text is not known. */
function widened(part: Part, { rangeOffset, rangeLength }: Change): Part | null {
  const head = Math.max(0, part.start - rangeOffset);
  const tail = Math.max(0, rangeOffset + rangeLength - part.end);
  if (head > part.before.length || tail > part.after.length) return null;
  const before = part.before.slice(part.before.length - head);
  const after = part.after.slice(0, tail);
  return {
    ...part,
    start: part.start - head,
    end: part.end + tail,
    now: before + part.now + after,
    original: before + part.original + after,
  };
}

/**
 * The change from one text to another, without what they begin and end with in common; null where they are the same. It
 * splits no surrogate pair.
 */
export function difference(from: string, to: string): Change | null {
  if (from === to) return null;
  const max = Math.min(from.length, to.length);
  let head = 0;
  while (head < max && from[head] === to[head]) head++;
  if (head > 0 && (isWithinPair(from, head) || isWithinPair(to, head))) head--;
  let tail = 0;
  while (tail < max - head && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail++;
  if (tail > 0 && (isWithinPair(from, from.length - tail) || isWithinPair(to, to.length - tail))) tail--;
  return { rangeOffset: head, rangeLength: from.length - head - tail, text: to.slice(head, to.length - tail) };
}

function isWithinPair(text: string, at: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(at - 1, at + 1));
}
