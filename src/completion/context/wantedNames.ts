import type { Work } from './background.ts';
import type { Candidate } from './candidates.ts';
import type { Library } from './library.ts';
import { type featureNames, nameFeatures } from './nameFeatures.ts';
import type { SurroundingNames } from './surroundingNames.ts';

/** What each feature adds to the odds (their logarithm) that a name is wanted; fitted by `node test/bench/context/fit.ts`. */
export const weights: Readonly<Record<(typeof featureNames)[number], number>> = {
  always: -4.21,
  relevance: -0.25,
  bestRelevance: 0.49,
  ledFiles: 0.36,
  shareOfFiles: 0.63,
  inOwnFile: 0.52,
  likeness: 2.06,
  inLike: 2.25,
  isType: -0.49,
  length: -0.43,
};
const inOrder = Object.values(weights);
/** Names that are weighed between two chances to pause. */
const namesAtOnce = 500;

/** How likely each name is wanted at the cursor, from 0 to 1. */
export function* wantedNames(
  candidates: readonly Candidate[],
  surroundings: SurroundingNames,
  library: Library,
  uri: string,
): Work<ReadonlyMap<number, number>> {
  const chances = new Map<number, number>();
  const features = yield* nameFeatures(candidates, surroundings, library, uri);
  for (const [id, values] of features) {
    if (chances.size % namesAtOnce === 0) yield;
    const odds = values.reduce((sum, value, at) => sum + value * inOrder[at]!, 0);
    chances.set(id, 1 / (1 + Math.exp(-odds)));
  }
  return chances;
}
