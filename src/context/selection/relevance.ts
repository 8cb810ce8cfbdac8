import type { Declaration } from '../index/declaration.ts';
import type { SourceName } from '../../completion/snippet.ts';
import type { Hint } from '../sources/hint.ts';
import type { DeclarationIndex } from '../index/declarationIndex.ts';
import type { SurroundingNames } from './surroundingNames.ts';

/** How much a declaration has to do with the place of the cursor. */
export interface Relevance {
  /** By the names it shares, and by what has led to it. */
  relevance: number;
  /** What has led to its file, from 0 to 1. */
  nearness: number;
  /** How much its very lines are meant, from 0 to 1. */
  meant: number;
  source: SourceName;
}

/** What a source's word counts: a definition is what the code near the cursor means, an import is what the file is made of. */
const sourceWeights: Readonly<Record<SourceName, number>> = {
  definitions: 1,
  imports: 1,
  edits: 0.5,
  siblings: 0.4,
  importers: 0.35,
  tabs: 0.35,
};

/** What makes relevance; tuned by `npm run bench -- --context`. */
const tuned = {
  /** For everything in a file that something has led to. */
  base: 0.05,
  /** For declaring names that stand around the cursor, up to a bound; sharing them counts 1. */
  declares: 2,
  maxDeclared: 3,
  /** What shared names count without any lead, and with the best. */
  unled: 0.3,
  led: 1,
  /** For standing in the very lines that a lead names. */
  meant: 3,
};
/** A short declaration shares few names by chance. */
const minNames = 10;

/** Tells how much declarations have to do with a place. */
export class Scorer {
  /** What a shared name is worth, by its number: near ones more, and those that few files have. */
  readonly #worth = new Map<number, number>();

  constructor({ weights }: SurroundingNames, { table, size }: DeclarationIndex) {
    for (const [name, weight] of weights) {
      const id = table.idOf(name);
      if (id >= 0) this.#worth.set(id, weight * rarity(table.filesWith(id), size));
    }
  }

  /** @param hints those that lead to its file, one at least */
  score(declaration: Declaration, hints: readonly Hint[]): Relevance {
    const { names, declares } = declaration;
    let [nearness, meant, best] = [0, 0, 0];
    let { source } = hints[0]!;
    for (const lead of hints) {
      const weight = sourceWeights[lead.source] * lead.weight;
      const isMeant = lead.lines !== undefined && means(lead.lines, declaration);
      nearness = Math.max(nearness, weight);
      if (isMeant) meant = Math.max(meant, weight);
      const word = isMeant ? 2 * weight : weight;
      if (word > best) [best, source] = [word, lead.source];
    }
    const shared = this.#sum(names) / Math.sqrt(names.length + minNames);
    const declared = tuned.declares * Math.min(this.#sum(declares), tuned.maxDeclared);
    const byNames = (shared + declared) * (tuned.unled + tuned.led * nearness);
    return { relevance: tuned.base + byNames + tuned.meant * meant, nearness, meant, source };
  }

  #sum(ids: Uint32Array): number {
    let sum = 0;
    for (const id of ids) sum += this.#worth.get(id) ?? 0;
    return sum;
  }
}

/** Whether lines are in a declaration, and not all of them in one of its members. */
function means([first, last]: readonly [number, number], { start, end, members }: Declaration): boolean {
  const isInMember = members.some((member) => first >= member.start && last < member.end);
  return first < end && last >= start && !isInMember;
}

/** From near 0 for a name that all files have, to 1 for one that a single file has. */
function rarity(files: number, all: number): number {
  return Math.log((all + 1) / files) / Math.log(all + 1);
}
