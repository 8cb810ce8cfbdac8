import { readdirSync } from 'node:fs';
import type { Job } from '../vscode/jobs.ts';
import type { Version } from '../vscode/versions.ts';

/** Files with tests that depend on VS Code's version, marked @each; all others run in the newest version only. */
const inEachVersion = ['ghostText', 'acceptGhostText', 'suggestionList'];

/** Files of one process. Those that use the shared window share it; each other file opens its own. */
const together = [
  inEachVersion,
  ['fill', 'hostFailures', 'statusBar'],
  ['firstRun', 'french', 'hangingSuite', 'workspaceTrust'],
  ['proxy', 'fromNoKeyToGhostText'],
];

/**
 * Jobs of the keystroke tests, each in its own process, the long ones first.
 * @param isWhole whether all tests run in this version
 */
export function keysJobs(version: Version, isWhole: boolean): Job[] {
  const alone = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => file.replace('.test.ts', ''))
    .filter((name) => !together.flat().includes(name));
  const groups = isWhole ? [...together, ...alone.map((name) => [name])] : [inEachVersion];
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
