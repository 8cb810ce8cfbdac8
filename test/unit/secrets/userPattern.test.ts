import assert from 'node:assert/strict';
import fc from 'fast-check';
import { holds } from '../../support/property.ts';
import { stepsForRequest, UserPattern } from '../../../src/secrets/userPattern.ts';

const spans = (source: string, text: string) =>
  new UserPattern(source).matchesIn(text, { left: Infinity }).found.map(({ start, end }) => text.slice(start, end));

describe("a user's pattern", () => {
  const cases: [source: string, text: string, found: string[]][] = [
    ['acme_[a-z0-9]{4}', 'a acme_12ab, acme_zz99 acme_1', ['acme_12ab', 'acme_zz99']],
    ['a+', 'baaa\naa', ['aaa', 'aa']],
    ['(?:ab|a)c?', 'abc ac a', ['abc', 'ac', 'a']],
    ['(?<word>x|yz)+!', 'xyzx! y', ['xyzx!']],
    ['^k\\d*$', 'k12\n k1\nk', ['k12', 'k']],
    ['\\bid\\B.', 'id idx aid', ['idx']],
    ['[^\\s"]+é\\u0041', '"aéA"', ['aéA']],
    ['a{2,}?b{1,2}', 'aaabbb', ['aaabb']],
    ['\\.\\*\\[', 'x.*[', ['.*[']],
    ['x*', 'abc', []],
    // Repetitions that add nothing to a match: to write them out would not end.
    ['a(?:){999999999}b', 'ab', ['ab']],
    ['a(?:(?:(?:){999999999}){999999999}){999999999,}b', 'ab', ['ab']],
    ['a(?:x{0}){999999999}(?:(?:)*?){999999999}b', 'ab', ['ab']],
  ];
  for (const [source, text, found] of cases) {
    it(`matches what it says: ${source}`, () => assert.deepEqual(spans(source, text), found));
  }

  it('matches what JavaScript matches', async () => {
    const sources = ['a[bc]+d?', '(?:a|b)*c', 'ab?c{1,2}', '\\w+=\\d+', '(a|ab)(c|bcd)'];
    await holds(
      [fc.constantFrom(...sources), fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', '=', '1', ' ') })],
      (source, text) => {
        assert.equal(spans(source, text).length > 0, new RegExp(source).test(text));
      },
    );
  });

  it('matches what JavaScript matches, where parts of it are empty', async () => {
    const { tree } = fc.letrec<Record<'tree' | 'part', string>>((tie) => ({
      tree: fc
        .array(tie('part'), { maxLength: 3 })
        .chain((parts) => fc.constantFrom('', '|').map((separator) => parts.join(separator))),
      part: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('a', 'b', '(?:)', '(?:a{0}){3}'),
        fc
          .tuple(tie('tree'), fc.constantFrom('', '*', '?', '{0}', '{2}', '{0,2}', '{1,}?'))
          .map(([tree, times]) => `(?:${tree})${times}`),
      ),
    }));
    await holds([tree, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 4 })], (source, text) => {
      fc.pre(source !== '' && source.length < 100);
      const ends = Array.from({ length: text.length + 1 }, (_, at) => at);
      const parts = ends.flatMap((end) => ends.slice(0, end).map((start) => text.slice(start, end)));
      assert.equal(
        spans(source, text).length > 0,
        parts.some((part) => new RegExp(`^(?:${source})$`).test(part)),
      );
    });
  });

  for (const source of [
    '(a)\\1',
    '(?=a)b',
    '(?<!a)b',
    '(?<n>a)\\k<n>',
    '(',
    '[',
    'a{500}',
    '(?:(?:a{30}){30}){30}',
    '\\p{L}',
    'a{999999999}',
    '(?:^){999999999}',
    '(?:|){999999999}',
    `${'('.repeat(100_000)}a${')'.repeat(100_000)}`,
  ]) {
    it(`is refused: ${source.slice(0, 30)}`, () => assert.throws(() => new UserPattern(source), SyntaxError));
  }

  /** Characters that a step looks at cannot be counted from outside: JavaScript's own would not end here. */
  it('ends on text that holds up JavaScript', () => {
    const text = 'a'.repeat(20_000);
    for (const source of ['(a+)+b', '(a|aa)+$b', '(?:a*)*b', 'a*a*a*a*a*b', '(?:a?){40}b'])
      assert.deepEqual(spans(source, text), []);
  });

  it('leaves lines unread for which it has too few steps, and reads them with the next ones', () => {
    const pattern = new UserPattern('acme-\\d+');
    const text = `${'a'.repeat(50)}\nacme-1 acme-22\n\nacme-3`;
    const steps = { left: 260 };
    assert.deepEqual(pattern.matchesIn(text, steps), {
      found: [],
      unread: [
        { start: 51, end: 65 },
        { start: 67, end: 73 },
      ],
    });
    const { found, unread } = pattern.matchesIn(text, stepsForRequest());
    assert.deepEqual([found.length, unread], [3, []]);
    // Lines that are read take no more steps.
    assert.deepEqual(pattern.matchesIn(text, { left: 0 }), { found, unread });
  });

  it('gives up a line that takes the steps of a whole request', () => {
    const pattern = new UserPattern('(?:a?){180}b');
    const line = 'a'.repeat(20_000);
    const steps = stepsForRequest();
    const unread = [{ start: 0, end: 20_000 }];
    assert.deepEqual(pattern.matchesIn(line, steps), { found: [], unread });
    assert.ok(steps.left < 0 && steps.left > -1_000);
    const next = stepsForRequest();
    const { left } = next;
    assert.deepEqual([pattern.matchesIn(line, next), next.left], [{ found: [], unread }, left]);
  });

  it('finds or leaves unread all that it matches, however many steps it has', async () => {
    const sources = ['a[bc]+d?', '(?:a|b)*c', '\\bab?c{1,2}', '(a|ab)(c|bcd)$'];
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', ' ', '\n'), maxLength: 60 });
    await holds([fc.constantFrom(...sources), letters, fc.nat(400)], (source, text, left) => {
      const all = new UserPattern(source).matchesIn(text, { left: Infinity }).found;
      const { found, unread } = new UserPattern(source).matchesIn(text, { left });
      const isIn = (one: { start: number; end: number }) => (other: typeof one) =>
        other.start <= one.start && one.end <= other.end;
      assert.ok(all.every((one) => [...found, ...unread].some(isIn(one))));
    });
  });
});
