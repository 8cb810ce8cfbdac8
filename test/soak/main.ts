// What takes long: npm run soak [-- fuzz|hour|window ...], all of them unless some are named.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir, run } from '../vscode/install.ts';
import { runProgram } from '../vscode/lifetime.ts';

const fuzzCases = '100000';

const parts: Record<string, () => Promise<void>> = { fuzz, hour, window };

/** All properties with many more cases than `npm test` tries. */
async function fuzz(): Promise<void> {
  const files = globSync('test/unit/**/*.test.ts', { cwd: projectDir }).filter((file) =>
    readFileSync(join(projectDir, file), 'utf8').includes("property.ts'"),
  );
  const seed = process.env.INFILL_SEED ?? String(Math.trunc(Math.random() * 2 ** 31));
  const env = { ...process.env, INFILL_SEED: seed, INFILL_CASES: process.env.INFILL_CASES ?? fuzzCases };
  // The long texts of the same files hang or not, however many cases there are.
  await run('npx', ['mocha', '--no-config', '--timeout', '0', ...files], { cwd: projectDir, env });
}

/** An hour of typing in virtual time. */
async function hour(): Promise<void> {
  await run(process.execPath, ['--expose-gc', 'test/soak/hour.ts'], { cwd: projectDir });
}

/** Ten minutes of typing in a real window. */
async function window(): Promise<void> {
  await run(process.execPath, ['test/soak/window.ts'], { cwd: projectDir });
}

await runProgram(async () => {
  const named = process.argv.slice(2);
  const unknown = named.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined) throw new Error(`There is no ${unknown}: ${Object.keys(parts).join(', ')}`);
  for (const [name, part] of Object.entries(parts)) if (named.length === 0 || named.includes(name)) await part();
  return 0;
});
