import assert from 'node:assert/strict';
import { earliest } from '../../bench/typing/engines/earliest.ts';
import { infill } from '../../bench/typing/engines/engines.ts';
import { figures } from '../../bench/typing/figures.ts';
import { common, naive } from '../../bench/typing/engines/peers.ts';
import { places } from '../../bench/typing/places.ts';
import { replay } from '../../bench/typing/replay.ts';
import { results } from '../../bench/typing/results.ts';
import { place } from './smallPlace.ts';

describe('the replay', () => {
  it('gives the same figures twice', async () => {
    const some = places().slice(0, 1);
    const [first, second] = [await results(some, { mechanisms: false }), await results(some, { mechanisms: false })];
    assert.deepEqual(first, second);
  });

  it('ends with the original file, for every engine and both users', async () => {
    for (const engine of [infill, naive, common]) {
      for (const user of ['types', 'accepts'] as const) {
        const tally = await replay(place, user, engine);
        assert.equal(tally.characters, place.body.length);
        assert.ok(tally.bill.requests > 0 && tally.keys > 0);
      }
    }
  });

  it('shows no engine more right text than the earliest limit', async () => {
    const limit = figures(await earliest(place, 'types')).rightShare;
    for (const engine of [infill, naive, common]) {
      assert.ok(figures(await replay(place, 'types', engine)).rightShare <= limit);
    }
  });
});

describe('the places', () => {
  it('are at least 24 bodies of 3 to 20 lines in at least 12 files and six languages', () => {
    const all = places();
    assert.ok(all.length >= 24);
    assert.ok(new Set(all.map(({ file }) => file)).size >= 12);
    assert.ok(new Set(all.map(({ language }) => language)).size >= 6);
    for (const { name, body } of all) {
      const lines = body.split('\n').length - 1;
      assert.ok(lines >= 3 && lines <= 20, name);
    }
  });
});
