import assert from 'node:assert/strict';
import { Background } from '../../../src/base/background.ts';
import { WorkQueue } from '../../../src/base/workQueue.ts';
import { ManualClock } from '../../support/clock.ts';

describe('Inbox', () => {
  it('takes few things in at a time, each once, in order, and lets everything else through in between', async () => {
    const clock = new ManualClock();
    const taken: number[] = [];
    const inbox = new WorkQueue<number>(new Background({ clock }), (thing) => {
      taken.push(thing);
      return thing === 3 ? Promise.reject(new Error('one that fails')) : Promise.resolve();
    });
    for (const thing of [...Array(500).keys(), 0, 1]) inbox.add(thing);
    inbox.remove(499);
    assert.equal(taken.length, 0);
    let turns = 0;
    for (; inbox.size > 0; turns++) {
      const before = taken.length;
      await clock.advance(0);
      assert.ok(taken.length - before <= 20, String(taken.length - before));
    }
    assert.ok(turns >= 25, String(turns));
    assert.deepEqual(taken, [...Array(499).keys()]);
  });
});
