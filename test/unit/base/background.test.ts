import assert from 'node:assert/strict';
import { Background, type Work } from '../../../src/base/background.ts';
import { ManualClock, settled } from '../../support/clock.ts';

/** A clock on which each step of work takes some milliseconds. */
function setUp() {
  const clock = new ManualClock();
  let worked = 0;
  const slices: number[] = [];
  const running = {
    now: () => clock.now() + worked,
    date: () => clock.date(),
    setTimeout: clock.setTimeout.bind(clock),
    clearTimeout: clock.clearTimeout.bind(clock),
    random: () => clock.random(),
  };
  const background = new Background({ clock: running, onSlice: (milliseconds) => slices.push(milliseconds) });
  function* work<T>(steps: number, each: number, result: T): Work<T> {
    for (let step = 0; step < steps; step++) {
      worked += each;
      yield;
    }
    return result;
  }
  return { clock, background, slices, work };
}

describe('Background', () => {
  it('does nothing at once, and resolves with the result of the work', async () => {
    const { clock, background, slices, work } = setUp();
    const done = background.run(work(2, 1, 'done'));
    assert.deepEqual(slices, []);
    await clock.advance(0);
    assert.equal(await done, 'done');
    assert.deepEqual(slices, [2]);
  });

  it('works in slices of a few milliseconds, with a rest between them', async () => {
    const { clock, background, slices, work } = setUp();
    const done = background.run(work(10, 1, null));
    for (let turn = 0; turn < 10; turn++) await clock.advance(4);
    await done;
    assert.ok(slices.length >= 3, String(slices));
    assert.ok(Math.max(...slices) <= 5, String(slices));
  });

  it('runs work in the order in which it came', async () => {
    const { clock, background, work } = setUp();
    const order: string[] = [];
    for (const name of ['first', 'second']) void background.run(work(3, 1, name)).then((one) => order.push(one));
    for (let turn = 0; turn < 5; turn++) await clock.advance(4);
    assert.deepEqual(order, ['first', 'second']);
  });

  it('continues with the next work when one fails', async () => {
    const { clock, background, work } = setUp();
    function* broken(): Work<void> {
      yield;
      throw new Error('broken');
    }
    const failing = background.run(broken());
    const failed = assert.rejects(failing, /broken/);
    const done = background.run(work(1, 1, 'done'));
    await clock.advance(0);
    await failed;
    assert.equal(await done, 'done');
  });

  it('does nothing after the end', async () => {
    const { clock, background, slices, work } = setUp();
    void background.run(work(3, 1, null));
    background.end();
    await clock.advance(100);
    await settled();
    assert.deepEqual(slices, []);
    assert.equal(clock.pending, 0);
  });
});
