// Tests that take long: npm run soak [-- fuzz|fills|growth|list|hour|window ...], all by default.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir, run } from '../vscode/install.ts';
import { runProgram } from '../vscode/lifetime.ts';
import { newest, pinnedVersions } from '../vscode/versions.ts';

const fuzzCases = '100000';
/** Fills take a second or two each. */
const fillCases = '600';
const seed = process.env.INFILL_SEED ?? String(Math.trunc(Math.random() * 2 ** 31));

/** Tries all properties with many more cases than `npm test`. */
async function fuzz(): Promise<void> {
  const files = globSync('test/unit/**/*.test.ts', { cwd: projectDir }).filter((file) =>
    readFileSync(join(projectDir, file), 'utf8').includes("property.ts'"),
  );
  const env = { ...process.env, INFILL_SEED: seed, INFILL_CASES: process.env.INFILL_CASES ?? fuzzCases };
  // The long texts of the same files do not depend on the number of cases.
  await run('npx', ['mocha', '--no-config', '--timeout', '0', ...files], { cwd: projectDir, env });
}

/** Fills in a real VS Code, at random: the document has the accepted text, or every byte of the original. */
async function fills(): Promise<void> {
  console.log(`Fills at random; INFILL_SEED=${seed} repeats them.`);
  const INFILL_FILLS = process.env.INFILL_FILLS ?? fillCases;
  const env = { ...process.env, INFILL_FILLS, INFILL_SEED: seed, INFILL_GREP: 'at random' };
  await run(process.execPath, ['test/suite/run.ts', newest], { cwd: projectDir, env });
}

/** Ghost text grows in a real window of each version while the user acts at random moments. */
const growth = (): Promise<void> => inEachVersion('test/soak/growth.ts');

/** Tab at random moments beside the suggestion list, in a real window of each version. */
const list = (): Promise<void> => inEachVersion('test/soak/list.ts');

async function inEachVersion(program: string): Promise<void> {
  const env = { ...process.env, INFILL_SEED: seed };
  for (const version of pinnedVersions) await run(process.execPath, [program, version], { cwd: projectDir, env });
}

/** An hour of typing in virtual time. */
async function hour(): Promise<void> {
  await run(process.execPath, ['--expose-gc', 'test/soak/hour.ts'], { cwd: projectDir });
}

/** Ten minutes of typing in a real window. */
async function window(): Promise<void> {
  await run(process.execPath, ['test/soak/window.ts'], { cwd: projectDir });
}

const parts: Record<string, () => Promise<void>> = { fuzz, fills, growth, list, hour, window };

await runProgram(async () => {
  const named = process.argv.slice(2);
  const unknown = named.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined) throw new Error(`There is no ${unknown}: ${Object.keys(parts).join(', ')}`);
  for (const [name, part] of Object.entries(parts)) if (named.length === 0 || named.includes(name)) await part();
  return 0;
});
