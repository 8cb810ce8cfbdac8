import assert from 'node:assert/strict';
import { Background } from '../../../src/base/background.ts';
import { WorkQueue } from '../../../src/base/workQueue.ts';
import { ManualClock } from '../../support/clock.ts';

describe('WorkQueue', () => {
  it('handles few items at a time, each once and in order, with pauses', async () => {
    const clock = new ManualClock();
    const taken: number[] = [];
    const queue = new WorkQueue<number>(new Background({ clock }), (item) => {
      taken.push(item);
      return item === 3 ? Promise.reject(new Error('one that fails')) : Promise.resolve();
    });
    for (const item of [...Array(500).keys(), 0, 1]) queue.add(item);
    queue.remove(499);
    assert.equal(taken.length, 0);
    let turns = 0;
    for (; queue.size > 0; turns++) {
      const before = taken.length;
      await clock.advance(0);
      assert.ok(taken.length - before <= 20, String(taken.length - before));
    }
    assert.ok(turns >= 25, String(turns));
    assert.deepEqual(taken, [...Array(499).keys()]);
  });
});
