import type { Work } from '../../base/background.ts';
import type { Candidate } from './snippetCandidates.ts';
import type { DeclarationIndex } from '../index/declarationIndex.ts';
import { likenessOf } from './likeness.ts';
import type { SurroundingNames } from './surroundingNames.ts';

/** Numbers that describe a name, in the order of {@link featureNames}. */
export type NameFeatures = readonly number[];

export const featureNames = [
  /** Always 1. */
  'always',
  /** Logarithm of the relevance of the most relevant declaration with the name. */
  'relevance',
  /** Logarithms of the number of hinted files, and of the share of indexed files, with the name. */
  'hintedFiles',
  'shareOfFiles',
  /** Whether the cursor's file has the name, outside what the prompt has of it. */
  'inOwnFile',
  /** Likeness of the name to the names around the cursor. */
  'likeness',
  /** Likeness of a declaration with the name. */
  'inLike',
  /** Whether it is written like a type: `Invoice`. */
  'isType',
  /** Logarithm of its length. */
  'length',
] as const;

/** Keeps logarithms finite. */
const tiny = 1e-3;
/**
 * A declaration with this many names counts less for each, by the square root of 2. A choice: the fitted weights rest on
 * it.
 */
const manyNames = 20;

interface Occurrences {
  relevance: number;
  files: number;
  inLike: number;
}

/** The features of all names in some candidates. */
export function* nameFeatures(
  candidates: readonly Candidate[],
  surroundings: SurroundingNames,
  declarationIndex: DeclarationIndex,
  uri: string,
): Work<ReadonlyMap<number, NameFeatures>> {
  const { table, size } = declarationIndex;
  const whole = candidates.filter(({ isOutline }) => !isOutline);
  const occurrences = new Map<number, Occurrences>();
  for (const file of new Set(whole.map(({ file }) => file))) {
    yield;
    for (const id of file.names) {
      const known = occurrences.get(id);
      if (known) known.files++;
      else occurrences.set(id, { relevance: 0, files: 1, inLike: 0 });
    }
  }
  const likeness = yield* likenessOf([...occurrences.keys()], table, surroundings);
  for (const { declaration, relevance } of whole) {
    yield;
    const { names, declares } = declaration;
    const like = declares.reduce((max, id) => Math.max(max, likeness.get(id) ?? 0), 0);
    const inLike = like / Math.sqrt(1 + names.length / manyNames);
    for (const id of names) {
      const known = occurrences.get(id)!;
      known.relevance = Math.max(known.relevance, relevance);
      known.inLike = Math.max(known.inLike, inLike);
    }
  }
  const own = new Set(declarationIndex.get(uri)?.names);
  const features = new Map<number, NameFeatures>();
  for (const [id, { relevance, files, inLike }] of occurrences) {
    yield;
    const name = table.nameOf(id);
    features.set(id, [
      1,
      Math.log(relevance + tiny),
      Math.log(files),
      Math.log(table.filesWith(id) / size),
      Number(own.has(id)),
      likeness.get(id)!,
      inLike,
      Number(/^\p{Lu}\p{Ll}/u.test(name)),
      Math.log(name.length),
    ]);
  }
  return features;
}
