import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ignoreRules, isIgnored } from '../../../src/privacy/ignoreRules.ts';
import { holds } from '../../support/property.ts';
import { newFolder } from './links.ts';

const names = ['a', 'b', 'ab', 'aab', 'a]', '!a', '-', 'a b', '*a', '\\', 'b.a'];
/** Without the folder of the inner rules, which exists. */
const paths = names.flatMap((one) => [
  ...(one === 'a' ? [] : [one]),
  ...names.map((two) => `${one}/${two}`),
  `a/${one}/b`,
]);

// Git reads `a**/b` as `a` and then `**` before `/b`, against its documentation (2.39.5).
const strange = /[^/]\*\*/;

describe('ignore rules and git', () => {
  let dir: string;
  before(() => {
    dir = newFolder();
    execFileSync('git', ['init', '-q', dir]);
    execFileSync('git', ['config', 'core.ignorecase', 'false'], { cwd: dir });
  });
  after(() => rmSync(dir, { recursive: true }));

  /** The paths that git ignores, of which no file exists. */
  const byGit = (rules: Record<string, string>): string[] => {
    for (const [folder, text] of Object.entries(rules)) {
      mkdirSync(join(dir, folder), { recursive: true });
      writeFileSync(join(dir, folder, '.gitignore'), text);
    }
    const args = ['check-ignore', '--no-index', '--stdin', '-z'];
    const { stdout } = spawnSync('git', args, { cwd: dir, input: paths.join('\0') });
    return stdout.toString().split('\0').filter(Boolean).sort();
  };

  const tokens = ['a', 'b', '*', '**', '?', '/', '!', '[', ']', '[ab]', '[!a]', '[a-b]', '[]a]', '\\', ' ', '.', '#'];
  const lines = fc.array(fc.array(fc.constantFrom(...tokens), { maxLength: 7 }), { maxLength: 4 });
  const rules = lines.map((all) =>
    all
      .map((line) => line.join(''))
      .filter((line) => !strange.test(line))
      .join('\n'),
  );

  it('agree', async () => {
    await holds([rules, rules], (top, inner) => {
      const read: Record<string, ReturnType<typeof ignoreRules>> = {
        '': ignoreRules(top, true),
        a: ignoreRules(inner, true),
      };
      const ours = paths.filter((path) => isIgnored(path, (folder) => read[folder]));
      assert.deepEqual(ours.sort(), byGit({ '': top, a: inner }));
    });
  });
});
