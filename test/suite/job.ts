import { join } from 'node:path';
import type { Job } from '../vscode/jobs.ts';
import type { Version } from '../vscode/versions.ts';

/** Runs the built suites in one pinned version of VS Code. */
export function suitesJob(version: Version): Job {
  return {
    title: `Suites in VS Code ${version}`,
    command: process.execPath,
    args: [join(import.meta.dirname, 'run.ts'), '--built', version],
    env: {},
  };
}
