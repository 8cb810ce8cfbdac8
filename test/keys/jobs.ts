import { readdirSync } from 'node:fs';
import type { Job } from '../vscode/jobs.ts';
import type { Version } from '../vscode/versions.ts';

/** Files of one process. Those that open the shared window have it in common; each other has one of its own, or several. */
const together = [
  ['fill', 'badInput', 'statusBar'],
  ['firstRun', 'french', 'hang', 'trust'],
  ['proxy', 'states'],
];

/** Has what another version of VS Code may do otherwise, marked as in the suites; the rest is alike, or a suite holds it. */
const inEachVersion = ['ghostText'];

/**
 * Runs of the keystroke tests, each in a process of its own, the long ones first.
 * @param isWhole whether all of the tests are to run in this version
 */
export function keysJobs(version: Version, isWhole: boolean): Job[] {
  const alone = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => file.replace('.test.ts', ''))
    .filter((name) => !together.flat().includes(name));
  const groups = isWhole ? [...together, ...alone.map((name) => [name])] : inEachVersion.map((name) => [name]);
  return groups.map((names) => ({
    title: `Keystrokes in VS Code ${version}: ${names.join(', ')}`,
    command: 'mocha',
    args: [
      ...['--config', 'test/keys/.mocharc.json', ...names.map((name) => `test/keys/${name}.test.ts`)],
      ...(isWhole ? [] : ['--grep', '@each']),
    ],
    env: { INFILL_VSCODE_VERSION: version },
  }));
}
