// Fits the weights of src/context/selection/wantedNames.ts to the packages for tuning and prints them: a logistic
// regression of whether a name is wanted, by Newton's method.
//   node test/bench/context/fit.ts
import { candidatesFor } from '../../../src/context/selection/snippetCandidates.ts';
import { featureNames, nameFeatures } from '../../../src/context/selection/nameFeatures.ts';
import { surroundingNames } from '../../../src/context/selection/surroundingNames.ts';
import { drained } from '../../support/work.ts';
import { packages } from './packages.ts';
import { trialsOf } from './trials.ts';

interface Example {
  features: readonly number[];
  isWanted: boolean;
}

const maxHoles = 100;
const steps = 15;
/** Regularization: keeps weights small where evidence is scarce. */
const ridge = 1;

const weights = fitted([...examples()]);
for (const [at, name] of featureNames.entries()) console.log(`${name}: ${weights[at]!.toFixed(2)}`);

function* examples(): Generator<Example> {
  for (const { hole, declarationIndex, found } of trialsOf(
    packages().filter(({ isTuned }) => isTuned),
    maxHoles,
  )) {
    const surroundings = drained(surroundingNames(hole.context));
    const candidates = drained(candidatesFor(hole.context, surroundings, found, declarationIndex));
    const features = drained(nameFeatures(candidates, surroundings, declarationIndex, hole.file.uri));
    for (const [id, values] of features) {
      const name = declarationIndex.table.nameOf(id);
      if (!surroundings.weights.has(name)) yield { features: values, isWanted: hole.wanted.has(name) };
    }
  }
}

function fitted(all: readonly Example[]): number[] {
  let weights = featureNames.map(() => 0);
  for (let step = 0; step < steps; step++) {
    const slope = weights.map((weight) => -ridge * weight);
    const bend = weights.map((_, row) => weights.map((__, column) => (row === column ? ridge : 0)));
    for (const { features, isWanted } of all) {
      const odds = features.reduce((sum, value, at) => sum + value * weights[at]!, 0);
      const chance = 1 / (1 + Math.exp(-odds));
      for (const [row, value] of features.entries()) {
        slope[row]! += (Number(isWanted) - chance) * value;
        for (const [column, other] of features.entries()) bend[row]![column]! += chance * (1 - chance) * value * other;
      }
    }
    const change = solved(bend, slope);
    weights = weights.map((weight, at) => weight + change[at]!);
  }
  return weights;
}

/** Solves A x = b for a symmetric positive matrix by Gauss-Jordan elimination. */
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at]!]);
  for (const [at, pivot] of rows.entries()) {
    for (const [other, row] of rows.entries()) {
      if (other === at) continue;
      const factor = row[at]! / pivot[at]!;
      for (let column = at; column < row.length; column++) row[column]! -= factor * pivot[column]!;
    }
  }
  return rows.map((row, at) => row.at(-1)! / row[at]!);
}
