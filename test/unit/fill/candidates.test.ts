import assert from 'node:assert/strict';
import { Candidates } from '../../../src/fill/candidates.ts';

describe('candidates of a fill', () => {
  const candidates = (...all: string[][]) => {
    const one = new Candidates();
    for (const texts of all) one.add(texts);
    return one;
  };

  it('are none at first', () => {
    assert.equal(candidates().current, null);
    assert.equal(candidates().count, 0);
  });

  it('show the one that came last, and no candidate twice', () => {
    const two = candidates(['a', 'b'], ['a', 'c']);
    assert.deepEqual(two.current, ['a', 'c']);
    assert.equal(two.add(['a', 'b']), false);
    assert.deepEqual([two.current, two.number, two.count], [['a', 'c'], 2, 2]);
    assert.equal(two.add(['a']), true);
  });

  it('go round in both directions', () => {
    const three = candidates(['a'], ['b'], ['c']);
    const shown = ([1, 1, -1, -1] as const).map((step) => {
      three.cycle(step);
      return three.current![0];
    });
    assert.deepEqual(shown, ['a', 'b', 'a', 'c']);
  });

  it('know what may become one of them', () => {
    const one = candidates(['first', 'second']);
    assert.equal(one.hasBeginning(['fir']), true);
    assert.equal(one.hasBeginning(['first', 'sec']), true);
    assert.equal(one.hasBeginning(['fir', 'sec']), false);
    assert.equal(one.hasBeginning(['first', 'x']), false);
  });
});
