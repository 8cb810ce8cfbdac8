import type { Hole } from './holes.ts';
import type { Played } from './session.ts';

/**
 * `right`: the document is the original. `part`: a true beginning of the text, cut at a token border, and all else is
 * there; `stuck` if no more is to be had. `silent`: nothing was offered. `harm`: everything else.
 */
export type Verdict = 'right' | 'part' | 'stuck' | 'silent' | 'asked again' | 'harm';

/** White space at line ends counts for nothing. */
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
  // Closers that the editor has put there may be gone only with the text that has them.
  const isIntact = after === (keys.at(-1)?.after ?? behind) || whole.endsWith(after);
  return !splitsWord && isIntact;
}
