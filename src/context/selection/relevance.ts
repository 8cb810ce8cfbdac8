import type { Declaration } from '../index/declaration.ts';
import type { SourceName } from '../../completion/prompt/snippet.ts';
import type { Hint } from '../sources/snippetHint.ts';
import type { DeclarationIndex } from '../index/declarationIndex.ts';
import type { SurroundingNames } from './surroundingNames.ts';

/** How much a declaration has to do with the cursor. */
export interface Relevance {
  /** By the names that it shares with the text around the cursor, and by the hints at it. */
  relevance: number;
  /** The weight of the best hint at its file, from 0 to 1. */
  nearness: number;
  /** The weight of the best hint at its exact lines, from 0 to 1. */
  targeted: number;
  /** Source of the best hint. */
  source: SourceName;
}

/** Weights of the sources, set by trial with `npm run bench -- --context` on its packages marked 'tuned'. */
const sourceWeights: Readonly<Record<SourceName, number>> = {
  definitions: 1,
  imports: 1,
  edits: 0.5,
  siblings: 0.4,
  importers: 0.35,
  tabs: 0.35,
};

/** The terms of relevance, set in the same way. */
const tuned = {
  /** For any declaration in a hinted file. */
  base: 0.05,
  /** For declaring names that are around the cursor, up to a bound; for sharing them it is 1. */
  declares: 2,
  maxDeclared: 3,
  /** Factor for names whatever the hints, and what the best hint adds to it. */
  always: 0.3,
  byNearness: 1,
  /** For the exact lines of a hint. */
  targeted: 3,
  /** Added to the number of names: a short declaration shares few by chance. */
  fewNames: 10,
};

export class Scorer {
  /** The value of each name around the cursor: nearer and rarer names have more. */
  readonly #values = new Map<number, number>();

  constructor({ weights }: SurroundingNames, { table, size }: DeclarationIndex) {
    for (const [name, weight] of weights) {
      const id = table.idOf(name);
      if (id >= 0) this.#values.set(id, weight * rarity(table.filesWith(id), size));
    }
  }

  /** @param hints at its file, at least one */
  score(declaration: Declaration, hints: readonly Hint[]): Relevance {
    const { names, declares } = declaration;
    let [nearness, targeted, best] = [0, 0, 0];
    let { source } = hints[0]!;
    for (const hint of hints) {
      const weight = sourceWeights[hint.source] * hint.weight;
      const isTarget = hint.lines !== undefined && targets(hint.lines, declaration);
      nearness = Math.max(nearness, weight);
      if (isTarget) targeted = Math.max(targeted, weight);
      const rank = isTarget ? 2 * weight : weight;
      if (rank > best) [best, source] = [rank, hint.source];
    }
    const shared = this.#sum(names) / Math.sqrt(names.length + tuned.fewNames);
    const declared = tuned.declares * Math.min(this.#sum(declares), tuned.maxDeclared);
    const byNames = (shared + declared) * (tuned.always + tuned.byNearness * nearness);
    return { relevance: tuned.base + byNames + tuned.targeted * targeted, nearness, targeted, source };
  }

  #sum(ids: Uint32Array): number {
    let sum = 0;
    for (const id of ids) sum += this.#values.get(id) ?? 0;
    return sum;
  }
}

/** Whether lines are in a declaration, and not all in one of its members. */
function targets([first, last]: readonly [number, number], { start, end, members }: Declaration): boolean {
  const isInMember = members.some((member) => first >= member.start && last < member.end);
  return first < end && last >= start && !isInMember;
}

/** From almost 0 for a name in all files to 1 for a name in one file. */
function rarity(files: number, all: number): number {
  return Math.log((all + 1) / files) / Math.log(all + 1);
}
