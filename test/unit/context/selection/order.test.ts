import assert from 'node:assert/strict';
import fc from 'fast-check';
import { arranged, gainOf, shouldKeep } from '../../../../src/context/selection/order.ts';
import { snippet } from '../../../support/snippet.ts';
import { holds } from '../../../support/property.ts';

const texts = (snippets: readonly { text: string }[]) => snippets.map(({ text }) => text);
const minute = 60_000;
const lately = { sinceChosen: 1_000, sinceUsed: 1_000 };

describe('arranged', () => {
  it('keeps what the prompt has in front, in its order, and puts the most valuable last', () => {
    const [a, b, c] = [snippet('a', { score: 5 }), snippet('b'), snippet('c')];
    const [best, good] = [snippet('best', { score: 3 }), snippet('good', { score: 2 })];
    assert.deepEqual(texts(arranged([c, a, b], [best, a, good, c])), ['c', 'a', 'good', 'best']);
  });

  it('treats a file whose text has changed as new', () => {
    const old = [snippet('a', { uri: 'file:///x.ts' }), snippet('b')];
    assert.deepEqual(texts(arranged(old, [snippet('a2', { uri: 'file:///x.ts' }), snippet('b')])), ['b', 'a2']);
  });

  it('has all that was chosen, each once', async () => {
    const some = fc.uniqueArray(fc.integer({ min: 0, max: 9 })).map((all) => all.map((one) => snippet(`s${one}`)));
    await holds([some, some], (old, chosen) => {
      assert.deepEqual(texts(arranged(old, chosen)).sort(), texts(chosen).sort());
    });
  });
});

describe('gainOf', () => {
  it('is nothing where the prompt has all that is chosen', () => {
    const [a, b] = [snippet('a'), snippet('b')];
    assert.deepEqual(gainOf([a, b], [a, b]), { value: 0, resent: 0 });
  });

  it('is the share of the value that is new, with the share of the text that is resent', () => {
    const [a, b, c] = [snippet('aaaa'), snippet('bbbb', { score: 1 }), snippet('cccc', { score: 3 })];
    assert.deepEqual(gainOf([a, b], [b, c]), { value: 0.75, resent: 1 });
    assert.deepEqual(gainOf([b], [b, c]), { value: 0.75, resent: 0.5 });
  });

  it('counts the unchanged lines of a changed file as known', () => {
    const old = snippet('same\nold!', { uri: 'file:///x.ts' });
    const { value } = gainOf([old], [snippet('same\nnew!', { uri: 'file:///x.ts' })]);
    assert.ok(value > 0.4 && value < 0.7, String(value));
  });
});

describe('shouldKeep', () => {
  it('keeps snippets for a small gain, and not for a great one', () => {
    assert.equal(shouldKeep({ value: 0.3, resent: 1 }, lately), true);
    assert.equal(shouldKeep({ value: 0.9, resent: 1 }, lately), false);
  });

  it('requires less where the beginning stays, and the longer nothing has changed', () => {
    assert.equal(shouldKeep({ value: 0.3, resent: 0 }, lately), false);
    assert.equal(shouldKeep({ value: 0.3, resent: 1 }, { sinceChosen: 10 * minute, sinceUsed: 1_000 }), false);
  });

  it('replaces them for any gain once the host has forgotten the prompt', () => {
    assert.equal(shouldKeep({ value: 0.01, resent: 1 }, { sinceChosen: 6 * minute, sinceUsed: 6 * minute }), false);
    assert.equal(shouldKeep({ value: 0, resent: 0 }, { sinceChosen: 6 * minute, sinceUsed: 6 * minute }), true);
  });
});
