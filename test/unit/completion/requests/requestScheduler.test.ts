import assert from 'node:assert/strict';
import { RequestScheduler } from '../../../../src/completion/requests/requestScheduler.ts';
import { ManualClock } from '../../../support/clock.ts';
import { place } from '../../../support/place.ts';

describe('RequestScheduler', () => {
  const here = place('const x█');
  const elsewhere = place('let y█', { uri: 'file:///b.ts' });

  /** A scheduler that records the places whose requests were sent. */
  function scheduling() {
    const clock = new ManualClock();
    const scheduler = new RequestScheduler(clock);
    const sent: string[] = [];
    const schedule = (context = here, debounce: number | 'auto' = 100) =>
      scheduler.schedule(
        context,
        debounce,
        () => (sent.push(context.prefix), null),
        () => 0,
      );
    return { clock, scheduler, sent, schedule };
  }

  it('sends after the wait, and not before', async () => {
    const { clock, sent, schedule } = scheduling();
    schedule();
    await clock.advance(99);
    assert.deepEqual(sent, []);
    await clock.advance(1);
    assert.deepEqual(sent, ['const x']);
  });

  it('has one request waiting: the next takes its place', async () => {
    const { clock, sent, schedule } = scheduling();
    schedule(here);
    schedule(elsewhere);
    await clock.advance(1_000);
    assert.deepEqual(sent, ['let y']);
  });

  it('knows the request that waits for a place, and for no other', async () => {
    const { clock, scheduler, schedule } = scheduling();
    const waiting = schedule();
    assert.equal(scheduler.waitingAt(here), waiting);
    assert.equal(scheduler.waitingAt(place('const y█')), null);
    await clock.advance(1_000);
    assert.equal(scheduler.waitingAt(here), null, 'it is sent');
  });

  it('cancels the request of a document, or of any', async () => {
    const { clock, scheduler, sent, schedule } = scheduling();
    schedule();
    scheduler.cancel(elsewhere.uri);
    assert.notEqual(scheduler.waitingAt(here), null);
    scheduler.cancel(here.uri);
    assert.equal(scheduler.waitingAt(here), null);
    schedule();
    scheduler.cancel();
    await clock.advance(1_000);
    assert.deepEqual(sent, []);
  });

  it('waits as long as the user types: slow typists wait longer', async () => {
    const waitAfter = async (betweenKeys: number) => {
      const { clock, scheduler, schedule } = scheduling();
      for (let key = 0; key < 50; key++) {
        await clock.advance(betweenKeys);
        scheduler.onKey(false, here);
      }
      schedule(here, 'auto');
      return (await clock.onWait()).milliseconds;
    };
    assert.ok((await waitAfter(80)) < (await waitAfter(300)));
  });

  it('takes the time since the key off the wait', async () => {
    const { clock, scheduler, sent, schedule } = scheduling();
    scheduler.onKey(false, here);
    await clock.advance(60);
    schedule();
    await clock.advance(40);
    assert.deepEqual(sent, ['const x']);
  });
});
