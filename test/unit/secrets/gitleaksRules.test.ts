import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { entropyOf } from '../../../src/secrets/randomText.ts';
import { gitleaksRules } from '../../../src/secrets/gitleaksRules.ts';
import { serviceKeysIn } from '../../../src/secrets/serviceKeys.ts';
import { generated } from '../../gitleaks/generate.ts';
import { fromRe2 } from '../../gitleaks/re2.ts';

const projectDir = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(projectDir, path), 'utf8');

describe("gitleaks' rules", () => {
  it('are what `npm run gitleaks` makes of gitleaks.toml, with its notice', async () => {
    const table = read('src/secrets/gitleaksRules.ts');
    assert.equal(table, await generated(read('test/gitleaks/gitleaks.toml')));
    const owner = /^Copyright .*$/m.exec(read('test/gitleaks/LICENSE'))![0];
    assert.ok(table.replace(/\n \* /g, ' ').includes(owner), owner);
  });

  const translations: [string, string][] = [
    ['(?i)ab[c-d]1', '[aA][bB][C-Dc-d]1'],
    ['\\bEZ(?i)[a-z0-9]{54}\\b', '\\bEZ[A-Za-z0-9]{54}\\b'],
    ['(?i:a(?-i:B)c)d', '(?:[aA](?:B)[cC])d'],
    ['([a-z]-){3}(?P<name>x)', '(?:[a-z]-){3}(?:x)'],
    ['[[:alnum:]]\\x60[\\x60"]\\z', 'A-Za-z0-9]`[`"](?![^])'.replace(/^/, '[')],
    ['(a)(?:[\\x60\'"\\s;]|\\\\[nr]|$)', '(a)(?![\\w-])'],
    ['a(?:[^\\w-]|\\z)', 'a(?![\\w-])'],
  ];
  for (const [go, javaScript] of translations) {
    it(`are translated: ${go}`, () => assert.equal(fromRe2(go), javaScript));
  }

  it('keep the group that is the secret', () => assert.equal(fromRe2('(a|b)=(c)', 2), '(?:a|b)=(c)'));

  for (const [keywords, pattern, minEntropy = 0] of gitleaksRules) {
    it(`find what they describe: ${pattern}`, () => {
      const plain = pattern
        .replaceAll('…', ' = "')
        .replaceAll('].[', ']\\.[')
        .replace(/\\b|\(\?![^)]*\)|(?<=\(\?:)\^\||\|\$(?=\))|\$\|/g, '');
      const isSecret = (text: string) => {
        const groups = new RegExp(`^(?:${plain})$`, 'i').exec(text)?.slice(1);
        if (!groups) return false;
        const value = groups.find((group: string | undefined) => group !== undefined) ?? text;
        return entropyOf(value) >= minEntropy && (/\d/.test(value) || value.length >= 30);
      };
      // Random characters, not fast-check's usual ones of which many are the same.
      const samples = fc.noBias(
        fc
          .stringMatching(new RegExp(`^(?:${plain})$`))
          .map((text) => text.replace(/[\\\r\n]/g, 'a'))
          .filter(isSecret),
      );
      fc.assert(
        fc.property(samples, (sample) => {
          // Some keywords are beside the secret.
          assert.notDeepEqual(serviceKeysIn(`${keywords.split(' ')[0]}("${sample}")`), []);
        }),
        { numRuns: 5, seed: 1 },
      );
    });
  }
});
