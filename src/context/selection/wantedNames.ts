import type { Work } from '../../base/background.ts';
import type { Candidate } from './snippetCandidates.ts';
import type { DeclarationIndex } from '../index/declarationIndex.ts';
import { featureNames, nameFeatures } from './nameFeatures.ts';
import type { SurroundingNames } from './surroundingNames.ts';

/** Summand of each feature in the logarithm of the odds that a name is needed. Fitted by `node test/bench/context/fit.ts`. */
const weights: Readonly<Record<(typeof featureNames)[number], number>> = {
  always: -3.87,
  relevance: 0.37,
  hintedFiles: 0.38,
  shareOfFiles: 0.59,
  inOwnFile: 0.43,
  likeness: 2.28,
  inLike: 1.38,
  isType: -0.46,
  length: -0.41,
};
const inOrder = featureNames.map((name) => weights[name]);

/** How likely each name is wanted at the cursor, from 0 to 1. */
export function* wantedNames(
  candidates: readonly Candidate[],
  surroundings: SurroundingNames,
  declarationIndex: DeclarationIndex,
  uri: string,
): Work<ReadonlyMap<number, number>> {
  const chances = new Map<number, number>();
  const features = yield* nameFeatures(candidates, surroundings, declarationIndex, uri);
  for (const [id, values] of features) {
    yield;
    const odds = values.reduce((sum, value, at) => sum + value * inOrder[at]!, 0);
    chances.set(id, 1 / (1 + Math.exp(-odds)));
  }
  return chances;
}
