// Changes the code that knows no editor in small ways, and counts the changes that no unit test notices.
//   npm run mutants [-- [--all] [--seed N] [--count N] [FOLDER or FILE of src …]]
// Without --all it tries a seeded sample of some 300. Constants that are only read while a module loads are left out: each
// would need its own process.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { MutantResult } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';
import { projectDir } from '../vscode/install.ts';
import { coreFiles } from './coreFiles.ts';
import type { Sample } from './sample.ts';

const { values, positionals } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '300' },
  },
  allowPositionals: true,
});

/** Mutants a line, to find the share of a sample (measured: 0.7). */
const mutantsPerLine = 0.7;

/** A mutant that changes nothing that a user or a caller could notice. */
interface Equivalent {
  file: string;
  /** The mutated code, without indentation. */
  code: string;
  replacement: string;
  reason: string;
}

const equivalents = JSON.parse(readFileSync(join(import.meta.dirname, 'equivalents.json'), 'utf8')) as Equivalent[];

// Few cases of each property: a mutant that only one of hundreds of random cases notices counts as missed.
process.env.INFILL_CASES ??= '20';

const files = coreFiles(positionals);
if (files.length === 0) throw new Error(`No file that knows no editor: ${positionals.join(', ')}`);
const lines = files.reduce((sum, file) => sum + readFileSync(join(projectDir, file), 'utf8').split('\n').length, 0);
const share = values.all ? 1 : Math.min(1, Number(values.count) / (lines * mutantsPerLine));
const sample: Sample = { seed: Number(values.seed), share };

// The options of plugins are not part of the type.
const options: object = {
  testRunner: 'mocha-12',
  checkers: ['sample'],
  plugins: ['mochaRunner', 'sample'].map((name) => join(import.meta.dirname, `${name}.ts`)),
  sample,
  mutate: files,
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 2,
  reporters: [],
  tempDirName: 'dist/mutants',
  ignorePatterns: ['.vscode-test', 'dist', '*.vsix'],
  dryRunTimeoutMinutes: 30,
  logLevel: 'warn',
  warnings: { unknownOptions: false },
};
const stryker = new Stryker(options);
report((await stryker.runMutationTest()).filter(({ status }) => status !== 'CompileError'));

function report(results: readonly MutantResult[]): void {
  const tried = results.filter(({ status }) => status !== 'Ignored');
  const noticed = (one: MutantResult) => one.status === 'Killed' || one.status === 'Timeout';
  const missed = tried.filter((one) => !noticed(one));
  const survivors = missed.filter((one) => !isEquivalent(one));
  for (const one of survivors) {
    const { start } = one.location;
    const reach = one.status === 'NoCoverage' ? ', reached by no test' : '';
    console.log(`${nameOf(one)}:${start.line}:${start.column} ${one.mutatorName}${reach}`);
    console.log(`  - ${codeOf(one)}\n  + ${oneLine(one.replacement)}`);
  }
  console.log(
    `\nSeed ${sample.seed}: ${tried.length} mutants tried, ${results.length - tried.length} of loading left out`,
  );
  console.log(
    'folder'.padEnd(14),
    'tried'.padStart(6),
    'equal'.padStart(6),
    'survive'.padStart(8),
    'score'.padStart(8),
  );
  const folders = [...new Set(tried.map(folderOf))].sort();
  for (const folder of [...folders, 'all']) {
    const isIn = (one: MutantResult) => folder === 'all' || folderOf(one) === folder;
    const [all, alive, equal] = [tried.filter(isIn).length, survivors.filter(isIn).length, missed.filter(isIn).length];
    const counted = all - (equal - alive);
    const score = counted === 0 ? '' : `${((100 * (counted - alive)) / counted).toFixed(1)} %`;
    console.log(
      folder.padEnd(14),
      ...[all, equal - alive].map((count) => String(count).padStart(6)),
      String(alive).padStart(8),
      score.padStart(8),
    );
  }
}

function isEquivalent(one: MutantResult): boolean {
  return equivalents.some(({ file, code, replacement }) => {
    return file === nameOf(one) && code === codeOf(one) && replacement === oneLine(one.replacement);
  });
}

function nameOf({ fileName }: MutantResult): string {
  return relative(projectDir, join(projectDir, relative(process.cwd(), fileName)));
}

function folderOf(one: MutantResult): string {
  return nameOf(one).split('/')[1]!;
}

/** The code that a mutant replaces, in one line. */
function codeOf(one: MutantResult): string {
  const { start, end } = one.location;
  const text = readFileSync(join(projectDir, nameOf(one)), 'utf8').split('\n');
  const code = text.slice(start.line - 1, end.line);
  code[code.length - 1] = code.at(-1)!.slice(0, end.column - 1);
  code[0] = code[0]!.slice(start.column - 1);
  return oneLine(code.join('\n'));
}

function oneLine(code: string): string {
  return code.replace(/\s+/g, ' ').trim();
}
