import type { Work } from './background.ts';
import type { Candidate } from './candidates.ts';
import type { Library } from './library.ts';

/** How a name's worth comes about; tuned by `npm run bench -- --context`. */
const tuned = {
  /** A long declaration says less for each of its names: its worth is divided by this power of their number. */
  spread: 0.5,
  /** So much more counts a name that a file declares which the cursor's file imports, or that is near in another way. */
  declared: 0.3,
  /** A name that the cursor's file has outside of what the model sees is likely to come again. */
  inOwnFile: 2,
  /** The power of a name's rarity: rare ones are what the model cannot know, and common ones are wanted more often. */
  rarity: 0.1,
};
/** A short declaration is not all. */
const leastNames = 5;
/** Candidates between two chances to pause. */
const atOnce = 50;

/**
 * What names are likely to be wanted at the cursor: those that stand in declarations which have much to do with the place,
 * each the more the more such declarations have it.
 */
export function* wantedNames(
  candidates: readonly Candidate[],
  library: Library,
  uri: string,
): Work<ReadonlyMap<number, number>> {
  const wanted = new Map<number, number>();
  const more = (id: number, worth: number) => wanted.set(id, (wanted.get(id) ?? 0) + worth);
  for (const [index, { declaration, relevance, nearness, isOutline }] of candidates.entries()) {
    if (index % atOnce === 0) yield;
    if (isOutline) continue;
    const { names, declares } = declaration;
    const each = relevance / (names.length + leastNames) ** tuned.spread;
    for (const id of names) more(id, each);
    for (const id of declares) more(id, tuned.declared * nearness);
  }
  const { table, size } = library;
  const own = new Set(library.get(uri)?.names);
  for (const [id, worth] of wanted) {
    const rarity = Math.log((size + 1) / table.filesWith(id)) / Math.log(size + 1);
    wanted.set(id, worth * rarity ** tuned.rarity * (own.has(id) ? tuned.inOwnFile : 1));
  }
  return wanted;
}
