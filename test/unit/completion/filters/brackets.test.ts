import assert from 'node:assert/strict';
import { bracketsOf, endOfRegex } from '../../../../src/completion/filters/brackets.ts';

/** What a text leaves open, and what it closes that stands before it. */
const cases: [language: string, text: string, open: string, closers: string][] = [
  ['typescript', 'f(a, [b', '([', ''],
  ['typescript', 'a), b]}', '', ')]}'],
  ['typescript', 'f(")")', '', ''],
  ['typescript', "don't (", '(', ''],
  ['typescript', '/[)]/.test(a', '(', ''],
  ['typescript', 'a / (b / c', '(', ''],
  ['typescript', '`${f(")")}`)', '', ')'],
  ['typescript', '"a\n)', '', ')'],
  ['typescript', '{ (a }', '', ''],
  ['python', "f'{a(}' + (", '(', ''],
  ['rust', "f<'a>(", '(', ''],
];

describe('bracketsOf', () => {
  for (const [language, text, open, closers] of cases) {
    it(`${language}: ${JSON.stringify(text)}`, () => {
      const brackets = bracketsOf(text, { language });
      assert.equal(brackets.open.join(''), open);
      assert.equal(brackets.closers.map(({ character }) => character).join(''), closers);
    });
  }
});

describe('endOfRegex', () => {
  const cases: [text: string, end: number][] = [
    ['/a/', 2],
    ['/[/]/', 4],
    ['/[\\]/]/', 6],
    ['/\\//', 3],
    ['/]/', 2],
    ['/[/', 0],
    ['/a', 0],
    ['/\\\n/', 0],
    ['/a\n/', 0],
    ['//', 0],
    ['/*/', 0],
    [`/${'a'.repeat(200)}/`, 201],
  ];
  for (const [text, end] of cases) it(JSON.stringify(text), () => assert.equal(endOfRegex(text, 0), end));

  it('looks no farther than a regular expression goes', () => {
    assert.equal(endOfRegex(`/${'a'.repeat(5_000)}/`, 0), 0);
  });
});
