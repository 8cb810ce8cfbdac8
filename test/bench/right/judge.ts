import type { Hole } from './holes.ts';
import type { Played } from './session.ts';

/**
 * `right`: the document is the original. `part`: a beginning of the text, cut at a word border; all else is intact.
 * `stuck`: the same, but the engine offers no more. `silent`: nothing was offered. `harm`: everything else.
 */
export type Verdict = 'right' | 'part' | 'stuck' | 'silent' | 'asked again' | 'harm';

/** Drops white space at line ends, which does not count. */
const trimmed = (text: string) => text.replace(/[ \t]+(?=\n|$)/g, '');

export function judge(hole: Hole, played: Played | null): Verdict {
  if (played === null) return 'asked again';
  const { before, after, accepted, end } = played;
  if (trimmed(before + after) === trimmed(hole.whole)) return 'right';
  if (accepted.length === 0) return 'silent';
  return isPart(hole, played) ? (end === 'ends' ? 'stuck' : 'part') : 'harm';
}

function isPart({ before, middle, whole, keys, after: behind }: Hole, { before: head, after }: Played): boolean {
  const inserted = trimmed(head.slice(before.length));
  const wanted = trimmed(middle);
  if (!head.startsWith(before) || !wanted.startsWith(inserted)) return false;
  const rest = wanted.slice(inserted.length);
  if (rest.trim() === '') return false;
  const splitsWord = /[\p{L}\p{N}_]$/u.test(inserted) && /^[\p{L}\p{N}_]/u.test(rest);
  // Closers that the editor has added may be gone only if the text contains them.
  const isIntact = after === (keys.at(-1)?.after ?? behind) || whole.endsWith(after);
  return !splitsWord && isIntact;
}
