import type { Work } from '../../base/background.ts';
import type { Candidate } from './candidates.ts';
import type { DeclarationIndex } from '../index/declarationIndex.ts';
import { likenessOf } from './likeness.ts';
import type { SurroundingNames } from './surroundingNames.ts';

/** What is known of a name, as numbers; see {@link featureNames}. */
export type NameFeatures = readonly number[];

/** What the features are, in their order. */
export const featureNames = [
  /** Always 1. */
  'always',
  /** The relevance of the best declaration that has it. A logarithm. */
  'relevance',
  /** The files that something has led to, and the share of all known files, that have it. Logarithms. */
  'ledFiles',
  'shareOfFiles',
  /** The cursor's file has it somewhere: what the model does not see of it, as the rest stands in the prompt. */
  'inOwnFile',
  /** It is made of the words that the names around the cursor are made of. */
  'likeness',
  /** It stands in a declaration whose own name is. */
  'inLike',
  /** It is written as types are. */
  'isType',
  /** Logarithm of its characters. */
  'length',
] as const;

/** Keeps logarithms finite. */
const tiny = 1e-3;
/** A declaration of so many names says less about each, by the root of two. */
const manyNames = 20;

interface Standing {
  relevance: number;
  files: number;
  inLike: number;
}

/** What tells how likely the names of some candidates are wanted at the cursor. */
export function* nameFeatures(
  candidates: readonly Candidate[],
  surroundings: SurroundingNames,
  declarationIndex: DeclarationIndex,
  uri: string,
): Work<ReadonlyMap<number, NameFeatures>> {
  const { table, size } = declarationIndex;
  const whole = candidates.filter(({ isOutline }) => !isOutline);
  const standings = new Map<number, Standing>();
  for (const file of new Set(whole.map(({ file }) => file))) {
    yield;
    for (const id of file.names) {
      const standing = standings.get(id);
      if (standing) standing.files++;
      else standings.set(id, { relevance: 0, files: 1, inLike: 0 });
    }
  }
  const likeness = yield* likenessOf([...standings.keys()], table, surroundings);
  for (const { declaration, relevance } of whole) {
    yield;
    const { names, declares } = declaration;
    const like = declares.reduce((max, id) => Math.max(max, likeness.get(id) ?? 0), 0);
    const inLike = like / Math.sqrt(1 + names.length / manyNames);
    for (const id of names) {
      const standing = standings.get(id)!;
      standing.relevance = Math.max(standing.relevance, relevance);
      standing.inLike = Math.max(standing.inLike, inLike);
    }
  }
  const own = new Set(declarationIndex.get(uri)?.names);
  const features = new Map<number, NameFeatures>();
  for (const [id, { relevance, files, inLike }] of standings) {
    yield;
    const name = table.nameOf(id);
    features.set(id, [
      ...[1, Math.log(relevance + tiny), Math.log(files)],
      ...[Math.log(table.filesWith(id) / size), Number(own.has(id)), likeness.get(id)!, inLike],
      ...[Number(/^\p{Lu}\p{Ll}/u.test(name)), Math.log(name.length)],
    ]);
  }
  return features;
}
