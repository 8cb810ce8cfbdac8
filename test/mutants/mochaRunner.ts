// A test runner for Stryker: runs the unit tests with Mocha in one process, each mutant with the tests that reach it.
// Stryker's own (10.0) does not load Mocha 12.
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  type DryRunOptions,
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  type TestRunnerCapabilities,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import Mocha from 'mocha';

/** Tests that read the source as text, and so see the instrumented one, or that run whole sessions of typing. */
const leftOut = /unit\/((docs|package|security|translations)\.test\.ts|bench\/)/;

/** Time limit of a test, in milliseconds. A mutant for which a test waits forever fails at it. A choice. */
const limitMs = 60_000;

const context: InstrumenterContext = ((globalThis as Record<string, unknown>)[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});

class MochaRunner implements TestRunner {
  #mocha: Mocha | null = null;

  capabilities(): TestRunnerCapabilities {
    // Modules are loaded once a process.
    return { reloadEnvironment: false };
  }

  async dryRun({ coverageAnalysis }: DryRunOptions): Promise<DryRunResult> {
    const tests = await this.#run(() => true, false);
    const isMeasured = coverageAnalysis !== 'off' && context.mutantCoverage;
    return { status: DryRunStatus.Complete, tests, ...(isMeasured && { mutantCoverage: context.mutantCoverage }) };
  }

  async mutantRun({
    activeMutant,
    testFilter,
    hitLimit,
    mutantActivation,
    disableBail,
  }: MutantRunOptions): Promise<MutantRunResult> {
    if (mutantActivation === 'runtime') await this.#load();
    context.activeMutant = activeMutant.id;
    delete context.hitCount;
    delete context.hitLimit;
    if (hitLimit !== undefined) Object.assign(context, { hitCount: 0, hitLimit });
    const reached = testFilter && new Set(testFilter);
    const tests = await this.#run((test) => !reached || reached.has(idOf(test)), !disableBail);
    const hasHang = hitLimit !== undefined && context.hitCount! > hitLimit;
    if (hasHang) return toMutantRunResult({ status: DryRunStatus.Timeout, reason: `more than ${hitLimit} hits` });
    return toMutantRunResult({ status: DryRunStatus.Complete, tests });
  }

  async #load(): Promise<Mocha> {
    if (this.#mocha) return this.#mocha;
    const mocha = new Mocha({ timeout: limitMs, reporter: function () {} as never });
    mocha.cleanReferencesAfterRun(false);
    const files = globSync('test/unit/**/*.test.ts').filter((file) => !leftOut.test(file.replaceAll('\\', '/')));
    for (const file of files) mocha.addFile(resolve(file));
    await mocha.loadFilesAsync();
    return (this.#mocha = mocha);
  }

  async #run(isWanted: (test: Mocha.Test) => boolean, bail: boolean): Promise<TestResult[]> {
    const mocha = await this.#load();
    mocha.bail(bail);
    mocha.grep({ test: (title: string) => wanted.has(title) } as never);
    const wanted = new Set<string>();
    mocha.suite.eachTest((test) => {
      if (isWanted(test)) wanted.add(test.fullTitle());
    });
    const results: TestResult[] = [];
    const add = (test: Mocha.Runnable, failure?: Error) => {
      const base = {
        id: idOf(test),
        name: test.fullTitle(),
        timeSpentMs: test.duration ?? 0,
        fileName: test.file ?? '',
      };
      results.push(
        failure
          ? { ...base, status: TestStatus.Failed, failureMessage: failure.stack ?? failure.message }
          : { ...base, status: TestStatus.Success },
      );
    };
    await new Promise<void>((done) => {
      const { constants } = Mocha.Runner;
      mocha
        .run(() => done())
        .on(constants.EVENT_TEST_BEGIN, (test) => (context.currentTestId = idOf(test)))
        .on(constants.EVENT_TEST_END, () => delete context.currentTestId)
        .on(constants.EVENT_TEST_PASS, (test) => add(test))
        .on(constants.EVENT_TEST_FAIL, (test, error: Error) => add(test, error));
    });
    return results;
  }
}

function idOf(test: Mocha.Runnable): string {
  return `${test.file ?? ''} ${test.fullTitle()}`;
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'mocha-12', MochaRunner)];
