import { projectDir, run } from './install.ts';

/** A program that tests. */
export interface Job {
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Number of windows open at once. One alone uses 1.7 of two cores (30 tests of fills: 55 s of processor time in 32 s). */
const lanes = 2;

/** Time after which a job counts as hanging, in milliseconds: its tests end by themselves before. */
const maxMs = 40 * 60_000;

/**
 * Runs jobs in their order, one per lane at once. The output of each comes at its end, and all run.
 * @throws Error that names the failed ones
 */
export async function runJobs(jobs: readonly Job[]): Promise<void> {
  const waiting = [...jobs];
  const failed: string[] = [];
  const lane = async (): Promise<void> => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const started = Date.now();
      const { title, command, args, env } = job;
      console.log(`${title} …`);
      const options = { cwd: projectDir, env: { ...process.env, ...env }, held: true, maxMs };
      await run(command, [...args], options).catch((error: unknown) => failed.push(`${title} (${String(error)})`));
      console.log(`${title}: ${Math.round((Date.now() - started) / 1000)} s`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  if (failed.length > 0) throw new Error(`Failed: ${failed.join('; ')}`);
}
