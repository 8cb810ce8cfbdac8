import assert from 'node:assert/strict';
import { anything, charSet, folders, newWork, noSlash, type Part, Wildcards } from '../../../src/base/wildcards.ts';

const star: Part = { many: noSlash };

describe('wildcards', () => {
  const cases: [name: string, parts: Part[], matching: string[], others: string[]][] = [
    ['are texts', ['ab', 'c'], ['abc'], ['ab', 'abcd', '']],
    ['are any number of characters', ['a', star, 'b'], ['ab', 'axxb', 'abb'], ['a/b', 'ba']],
    ['are one character, of those that need two units as well', [{ one: noSlash }], ['a', '😀'], ['', '/', 'ab']],
    ['are folders', [folders, 'a'], ['a', 'x/a', 'x/y/a', '/a'], ['xa', 'a/x']],
    [
      'are choices, which may be empty',
      ['a', { choices: [[], ['b', star], ['c']] }, 'd'],
      ['ad', 'abxd', 'acd'],
      ['abc', 'acxd'],
    ],
    ['are anything', ['a', { many: anything }], ['a', 'a/b/c'], ['ba']],
    ['are characters of a set', [{ one: charSet([['a', 'c'], ['x', 'x']], false, false) }], ['b', 'x'], ['d', 'B', '/']], // prettier-ignore
    ['are characters of no set', [{ one: charSet([['a', 'c']], true, false) }], ['d', 'B'], ['b', '/']],
    ['are characters of a set in either case', [{ one: charSet([['a', 'c']], false, true) }], ['B', 'b'], ['D']],
  ];
  for (const [name, parts, matching, others] of cases) {
    it(name, () => {
      const wildcards = new Wildcards(parts);
      for (const text of matching) assert.equal(wildcards.matches(text), true, text);
      for (const text of others) assert.equal(wildcards.matches(text), false, text);
    });
  }

  it('take steps in proportion to the text, and match once there were too many', () => {
    const wildcards = new Wildcards(
      Array.from({ length: 50 }, () => [star, 'a'])
        .flat()
        .concat('b'),
    );
    const stepsFor = (length: number) => {
      const work = newWork();
      assert.equal(wildcards.matches(`b${'a'.repeat(length)}`, work), false);
      return newWork().left - work.left;
    };
    assert.ok(stepsFor(2_000) < 2.2 * stepsFor(1_000));
    const work = newWork();
    assert.equal(wildcards.matches(`b${'a'.repeat(1_000_000)}`, work), true);
    assert.ok(work.left < 0);
    assert.equal(wildcards.matches('ab', work), true);
  });
});
