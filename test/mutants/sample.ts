// A checker for Stryker that lets a seeded sample of the mutants through. The sample of a seed stays the same while the
// code of a mutant and its place do.
import type { Mutant, StrykerOptions } from '@stryker-mutator/api/core';
import { type Checker, type CheckResult, CheckStatus } from '@stryker-mutator/api/check';
import { commonTokens, declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { Chance } from '../support/chance.ts';

/** The sample: each mutant is in it with the same probability. */
export interface Sample {
  seed: number;
  /** 0 to 1. */
  share: number;
}

const passed: CheckResult = { status: CheckStatus.Passed };
const leftOut: CheckResult = { status: CheckStatus.CompileError, reason: 'not in the sample' };

class SampleChecker implements Checker {
  static readonly inject: [typeof commonTokens.options] = [commonTokens.options];
  readonly #sample: Sample;

  constructor(options: StrykerOptions) {
    this.#sample = options.sample as Sample;
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  check(mutants: Mutant[]): Promise<Record<string, CheckResult>> {
    const results = mutants.map((mutant) => [mutant.id, this.#isIn(mutant) ? passed : leftOut] as const);
    return Promise.resolve(Object.fromEntries(results));
  }

  /** All in one group: the check takes no time. */
  group(mutants: Mutant[]): Promise<string[][]> {
    return Promise.resolve([mutants.map(({ id }) => id)]);
  }

  #isIn({ fileName, location: { start, end }, replacement }: Mutant): boolean {
    const { seed, share } = this.#sample;
    const place = [seed, fileName, start.line, start.column, end.line, end.column, replacement];
    return new Chance(place.join(' ')).happens(share);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, 'sample', SampleChecker)];
