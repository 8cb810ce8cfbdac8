import assert from 'node:assert/strict';
import { userSecretsIn } from '../../../src/secrets/userPatterns.ts';

const spans = (text: string, ...patterns: string[]) =>
  userSecretsIn(
    text,
    patterns.map((source) => new RegExp(source, 'g')),
  ).map(({ start, end }) => text.slice(start, end));

describe("the user's patterns", () => {
  const cases: [source: string, text: string, found: string[]][] = [
    ['acme_[a-z0-9]{4}', 'a acme_12ab, acme_zz99 acme_1', ['acme_12ab', 'acme_zz99']],
    ['a+', 'baaa\naa', ['aaa', 'aa']],
    ['^k\\d*$', 'k12\n k1\nk', ['k12', 'k']],
    ['(?<=key=)\\w+', 'key=abc, other=abc', ['abc']],
    ['a\\s+b', 'a b a\nb', ['a b']],
    ['x*', 'abc', []],
  ];
  for (const [source, text, found] of cases) {
    it(`match what they say: ${source}`, () => assert.deepEqual(spans(text, source), found));
  }

  it('mask what any of them matches', () => {
    assert.deepEqual(spans('id-1 key-2 key-3', 'key-\\d', 'id-1', '2 key'), ['id-1', 'key-2 key-3']);
  });
});
