import type { Span } from './gap.ts';

/** One change of a document: characters replaced by a text. */
export interface Change {
  rangeOffset: number;
  rangeLength: number;
  text: string;
}

/** A stretch of a document that a preview stands in, or will. Offsets are the document's; texts have its line ends. */
export interface Part extends Span {
  /** What stands there now. */
  now: string;
  /** What stood there before the fill. */
  original: string;
  /** What stands close by, since a change may reach across a border. */
  before: string;
  after: string;
}

/** Whether a change keeps to one part, borders included. */
export function keepsInside(part: Span, { rangeOffset, rangeLength }: Change): boolean {
  return rangeOffset >= part.start && rangeOffset + rangeLength <= part.end;
}

/** Where changes hit parts: nowhere, in their middle or over a border, or so that nothing is left to follow. */
export type Hit = 'none' | 'inside' | 'lost';

/**
 * The parts after changes. What is inserted right before a part is outside of it, right after it inside: there the user
 * goes on with its text.
 * @param isOwn the changes were made in the parts: what is inserted right before one is inside, too
 */
export function partsAfter(
  parts: readonly Part[],
  changes: readonly Change[],
  isOwn = false,
): { parts: Part[]; hit: Hit } {
  let hit: Hit = 'none';
  const moved = parts.map((part) => ({ ...part }));
  // From the bottom up, so that each change's offset still holds.
  for (const change of [...changes].sort((a, b) => b.rangeOffset - a.rangeOffset)) {
    const { rangeOffset: from, rangeLength, text } = change;
    const to = from + rangeLength;
    const delta = text.length - rangeLength;
    // Where two parts meet, what is inserted belongs to the upper one.
    let isTaken = false;
    for (const part of moved) {
      const isOutside = from < to || (!isOwn && part.start < part.end) || text === '' || isTaken;
      const isAbove = to < part.start || (to === part.start && isOutside);
      if (isAbove) {
        part.start += delta;
        part.end += delta;
      } else if (from < part.end || (from === part.end && rangeLength === 0)) {
        const one = keepsInside(part, change) ? part : widened(part, change);
        // A change over two parts leaves no border between.
        if (one === null || isTaken) return { parts: moved, hit: 'lost' };
        hit = text === '' && rangeLength === 0 ? hit : 'inside';
        isTaken = true;
        const at = from - one.start;
        Object.assign(part, one, {
          now: one.now.slice(0, at) + text + one.now.slice(at + rangeLength),
          end: one.end + delta,
        });
      }
    }
  }
  return { parts: moved, hit };
}

/** The part with what the change reaches over taken in, on both sides of the choice; null where that is not known. */
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
 * The change that makes one text of another where they differ; null where they are the same. It never cuts a surrogate
 * pair in two.
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
