import assert from 'node:assert/strict';
import { typedSince } from '../../../src/completion/typedSince.ts';
import { place } from './place.ts';

const cases: [name: string, before: string, now: string, typed: string | null][] = [
  ['nothing', 'const x█\nb', 'const x█\nb', ''],
  ['letters', 'const █\nb', 'const x1█\nb', 'x1'],
  ['a line break with its indent', 'if (a) {█\n}', 'if (a) {\n  █\n}', '\n  '],
  ['a bracket that the editor closed', 'foo█\nb', 'foo(█)\nb', '('],
  ['a block that the editor closed', 'if (a) █\nb', 'if (a) {\n  █\n}\nb', '{\n  '],
  ['text removed', 'const x█', 'const █', null],
  ['other text', 'const x█', 'let x█', null],
  ['an edit below', 'a█\nb', 'ax█\nc', null],
];

describe('typedSince', () => {
  for (const [name, before, now, typed] of cases) {
    it(name, () => assert.equal(typedSince(place(before), place(now)), typed));
  }

  it('sees through a prefix that begins later now', () => {
    const before = place('one\ntwo\nthr█', { startLine: 10 });
    assert.equal(typedSince(before, place('two\nthree█', { startLine: 11 })), 'ee');
    assert.equal(typedSince(before, place('other\nthree█', { startLine: 11 })), null);
    assert.equal(typedSince(before, place('zero\none\ntwo\nthree█', { startLine: 9 })), null);
  });

  it('keeps documents apart', () => {
    assert.equal(typedSince(place('a█'), place('ab█', { uri: 'file:///b.ts' })), null);
  });
});
