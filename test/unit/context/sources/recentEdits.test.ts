import assert from 'node:assert/strict';
import { RecentEdits } from '../../../../src/context/sources/recentEdits.ts';

describe('RecentEdits', () => {
  let places: RecentEdits;
  beforeEach(() => (places = new RecentEdits()));
  const all = () => places.awayFrom('', 0).map(({ uri, start, end }) => `${uri} ${start}-${end}`);

  it('returns those of other files, latest first', () => {
    places.edited('a', 3, 3, 'x');
    places.edited('b', 7, 7, 'x\ny');
    assert.deepEqual(all(), ['b 7-8', 'a 3-3']);
    assert.equal(places.awayFrom('b', 7).length, 1);
  });

  it('returns those of the same file that are far from the cursor', () => {
    places.edited('a', 3, 3, 'x');
    assert.equal(places.awayFrom('a', 100).length, 0);
    assert.equal(places.awayFrom('a', 400).length, 1);
  });

  it('joins edits that are near', () => {
    for (const letter of 'abc') places.edited('a', 3, 3, letter);
    places.edited('a', 4, 4, '\n\n');
    assert.deepEqual(all(), ['a 3-6']);
    places.edited('a', 40, 40, 'x');
    assert.deepEqual(all(), ['a 40-40', 'a 3-6']);
  });

  it('moves with edits above', () => {
    places.edited('a', 40, 41, 'x\ny');
    places.edited('a', 2, 2, '\n\n\n');
    assert.deepEqual(all(), ['a 2-5', 'a 43-44']);
    places.edited('a', 20, 23, '');
    assert.deepEqual(all(), ['a 20-20', 'a 2-5', 'a 40-41']);
  });

  it('shrinks to the line that is left', () => {
    places.edited('a', 20, 20, '\n\n\n\n');
    places.edited('a', 18, 30, '');
    assert.deepEqual(all(), ['a 18-18']);
  });

  it('ignores the replacement of a whole file, but moves', () => {
    places.edited('a', 300, 300, 'x');
    places.edited('a', 0, 250, '');
    assert.deepEqual(all(), ['a 50-50']);
  });

  it('forgets a file whose text of megabytes was replaced', () => {
    places.edited('a', 3, 3, 'x');
    places.edited('b', 7, 7, 'x');
    places.edited('a', 0, 0, 'x'.repeat(1_000_001));
    assert.deepEqual(all(), ['b 7-7']);
  });

  it('keeps thirty at most', () => {
    for (let at = 0; at < 40; at++) places.edited(`file ${at}`, 0, 0, 'x');
    assert.equal(all().length, 30);
    assert.equal(all()[0], 'file 39 0-0');
  });
});
