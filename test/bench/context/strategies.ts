import { namesIn } from '../../../src/context/index/names.ts';
import type { SourceFile } from '../../../src/context/index/sourceFile.ts';
import type { History } from './history.ts';
import type { Hole } from './holes.ts';
import type { Package } from './packages.ts';

/** Text of other files in the prompt: a heading and a piece each. */
export type OtherFiles = readonly { path: string; text: string }[];

/** Estimate for all strategies alike. */
export const charactersPerToken = 3;
const heading = '+++++ ';
const windowLines = 60;
const windowStep = 5;

export function promptOf(parts: OtherFiles): string {
  return parts.map(({ path, text }) => `${heading}${path}\n${text}\n`).join('\n');
}

/** Open tabs from their beginnings, the latest first, until the budget is used up. */
export function openTabs(
  history: History,
  { files }: Package,
  isAllowed: (file: SourceFile) => boolean,
  budget: number,
) {
  const tabs = history.recent.slice(0, 8).map((path) => files.get(path)!);
  return within(tabs.filter(isAllowed), budget);
}

/**
 * The common strategy: windows of 60 lines of recently visited files, without overlap, ranked by Jaccard similarity of
 * their words, without keywords, to the 60 lines before the cursor; the last window is cut at the budget. Other
 * extensions take one whole window per file, and at most four: that finds less.
 */
export function likeWindows(
  hole: Hole,
  history: History,
  { files }: Package,
  isAllowed: (file: SourceFile) => boolean,
  budget: number,
): OtherFiles {
  const near = new Set(namesIn(hole.context.prefix.split('\n').slice(-windowLines).join('\n')));
  const windows = history.recent.flatMap((path) => {
    const file = files.get(path)!;
    if (!isAllowed(file)) return [];
    const lines = file.text.split('\n');
    const found: { path: string; text: string; start: number; likeness: number }[] = [];
    for (let start = 0; start === 0 || start + windowLines <= lines.length + windowStep; start += windowStep) {
      const text = lines.slice(start, start + windowLines).join('\n');
      found.push({ path, text, start, likeness: jaccard(near, new Set(namesIn(text))) });
    }
    return found;
  });
  windows.sort((a, b) => b.likeness - a.likeness);
  const apart = windows.filter((one, index) => {
    return !windows.slice(0, index).some((other) => other.path === one.path && isOver(other, one, windows));
  });
  return within(apart, budget);
}

const taken = new WeakMap<object, Set<object>>();

/** Whether a window overlaps one that was taken before. */
function isOver<T extends { start: number }>(other: T, one: T, windows: object): boolean {
  const refused = taken.get(windows) ?? new Set();
  taken.set(windows, refused);
  const over = !refused.has(other) && Math.abs(other.start - one.start) < windowLines;
  if (over) refused.add(one);
  return over;
}

function within(parts: readonly { path: string; text: string }[], budget: number): OtherFiles {
  let left = budget * charactersPerToken;
  const chosen: { path: string; text: string }[] = [];
  for (const { path, text } of parts) {
    const room = left - path.length - heading.length - 3;
    if (room <= 0) break;
    const cut = text.length <= room ? text : text.slice(0, room).replace(/\n[^\n]*$/, '');
    chosen.push({ path, text: cut });
    left = room - cut.length;
  }
  return chosen;
}

function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of one) if (other.has(word)) shared++;
  return shared / Math.max(1, one.size + other.size - shared);
}
