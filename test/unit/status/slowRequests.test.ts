import assert from 'node:assert/strict';
import { SlowRequests } from '../../../src/status/slowRequests.ts';
import { ManualClock } from '../../support/clock.ts';

describe('SlowRequests', () => {
  const setUp = () => {
    const clock = new ManualClock();
    const counts: number[] = [];
    return { clock, counts, slow: new SlowRequests(clock, (count) => counts.push(count)) };
  };

  it('counts a request after 300 ms without an answer, until it ends', async () => {
    const { clock, counts, slow } = setUp();
    slow.onSent(1);
    await clock.advance(299);
    slow.onSent(2);
    assert.deepEqual(counts, []);
    await clock.advance(1);
    assert.deepEqual(counts, [1]);
    slow.onEnd(2);
    slow.onEnd(1);
    assert.deepEqual(counts, [1, 0]);
  });

  it('counts none of many that end or answer in time', async () => {
    const { clock, counts, slow } = setUp();
    for (let id = 0; id < 50; id++) {
      slow.onSent(id);
      await clock.advance(250);
      if (id % 2 === 0) slow.onEnd(id);
      else slow.onAnswer();
    }
    await clock.advance(1_000);
    assert.deepEqual(counts, []);
  });
});
