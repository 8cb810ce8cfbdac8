import assert from 'node:assert/strict';
import { VirtualTime } from '../../support/clock.ts';

describe('virtual time', () => {
  it('fires timers in the order of their times, and those of the same time in the order in which they were set', async () => {
    const time = new VirtualTime();
    const fired: string[] = [];
    const at = (name: string, milliseconds: number) =>
      time.setTimeout(() => fired.push(`${name} ${time.now()}`), milliseconds);
    at('b', 20);
    at('a', 10);
    at('c', 20);
    time.clearTimeout(at('never', 15));
    await time.run(time.until(30));
    assert.deepEqual(fired, ['a 10', 'b 20', 'c 20']);
  });

  it('lets promises settle before the next timer', async () => {
    const time = new VirtualTime();
    const seen: string[] = [];
    time.setTimeout(() => {
      void Promise.resolve()
        .then(() => Promise.resolve())
        .then(() => seen.push('settled'));
    }, 10);
    time.setTimeout(() => seen.push('next'), 10);
    await time.run(time.until(20));
    assert.deepEqual(seen, ['settled', 'next']);
  });

  it('throws what the work throws, and where nothing can end it', async () => {
    const time = new VirtualTime();
    const failing = time.until(10).then(() => Promise.reject(new Error('failed')));
    await assert.rejects(time.run(failing), /failed/);
    await assert.rejects(time.run(new Promise(() => undefined)), /no timer/);
  });
});
