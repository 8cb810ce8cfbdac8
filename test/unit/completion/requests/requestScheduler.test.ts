import assert from 'node:assert/strict';
import { Requests } from '../../../../src/completion/requests/requests.ts';
import { RequestScheduler } from '../../../../src/completion/requests/requestScheduler.ts';
import { ManualClock } from '../../../support/clock.ts';
import { place } from '../../../support/place.ts';
import { ScriptedSource } from '../../../support/scriptedSource.ts';

describe('RequestScheduler', () => {
  const here = place('const x█');
  const elsewhere = place('let y█', { uri: 'file:///b.ts' });

  /** A scheduler whose source records the requests, and its calls for ghost text. */
  function scheduling(debounce: number | 'auto' = 100) {
    const clock = new ManualClock();
    const source = new ScriptedSource();
    const options = { clock, emit: () => {}, cacheKey: 'key' };
    const scheduler = new RequestScheduler(options, new Requests(options));
    const settings = { model: 'codestral-latest', maxTokens: 64, temperature: 0, stop: [], source, debounce };
    scheduler.configure(settings);
    const call = (context = here) => scheduler.matchFor(context, new AbortController().signal, false, 'debounced');
    const waits = (context = here) => scheduler.reasonToWait(context, false) === 'waiting';
    const sent = () => source.streams.map(({ request }) => request.prompt);
    return { clock, scheduler, settings, call, waits, sent };
  }

  it('sends after the wait, and not before', async () => {
    const { clock, call, sent } = scheduling();
    void call();
    await clock.advance(99);
    assert.deepEqual(sent(), []);
    await clock.advance(1);
    assert.deepEqual(sent(), ['const x']);
  });

  it('has one request waiting: the next takes its place', async () => {
    const { clock, call, sent } = scheduling();
    void call(here);
    void call(elsewhere);
    await clock.advance(1_000);
    assert.deepEqual(sent(), ['let y']);
  });

  it('knows the request that waits for a place, and for no other', async () => {
    const { clock, call, waits, sent } = scheduling();
    void call();
    assert.equal(waits(), true);
    assert.equal(waits(place('const y█')), false);
    void call();
    await clock.advance(1_000);
    assert.equal(waits(), false);
    assert.deepEqual(sent(), ['const x'], 'both calls wait for one request');
  });

  it('cancels the request of a document, or of any', async () => {
    const { clock, scheduler, waits, sent } = scheduling();
    scheduler.onCall();
    scheduler.onKey(here, false, false);
    scheduler.onCall();
    scheduler.onKey(here, false, false);
    assert.equal(waits(), true);
    scheduler.cancel(elsewhere.uri);
    assert.equal(waits(), true);
    scheduler.cancel(here.uri);
    assert.equal(waits(), false);
    scheduler.onKey(here, false, false);
    scheduler.cancel();
    await clock.advance(1_000);
    assert.deepEqual(sent(), []);
    const abort = new AbortController();
    void scheduler.matchFor(here, abort.signal, false, 'debounced');
    abort.abort();
    await clock.advance(1_000);
    assert.deepEqual(sent(), [], 'VS Code has ended its call');
  });

  it('waits as long as the user types: slow typists wait longer', async () => {
    const waitAfter = async (betweenKeys: number) => {
      const { clock, scheduler, call } = scheduling('auto');
      for (let key = 0; key < 50; key++) {
        await clock.advance(betweenKeys);
        scheduler.onKey(here, false, true);
      }
      void call();
      return (await clock.onWait()).milliseconds;
    };
    assert.ok((await waitAfter(80)) < (await waitAfter(300)));
  });

  it('takes the time since the key off the wait', async () => {
    const { clock, scheduler, call, sent } = scheduling();
    scheduler.onKey(here, false, true);
    await clock.advance(60);
    void call();
    await clock.advance(40);
    assert.deepEqual(sent(), ['const x']);
  });

  it('sends at once after accepted text, and on an explicit trigger', async () => {
    const { clock, scheduler, sent } = scheduling();
    const { signal } = new AbortController();
    void scheduler.matchFor(here, signal, true, 'debounced');
    await clock.advance(0);
    void scheduler.matchFor(place('let y█', { explicit: true }), signal, false, 'never');
    await clock.advance(0);
    assert.deepEqual(sent(), ['const x', 'let y']);
  });

  it('sends nothing within a word, unless accepted text ends there', async () => {
    const { clock, scheduler, sent } = scheduling();
    const { signal } = new AbortController();
    const within = place('con█st');
    const call = scheduler.matchFor(within, signal, false, 'debounced');
    await clock.advance(100);
    assert.equal(await call, null);
    assert.equal(scheduler.reasonToWait(within, false), 'insideWord');
    void scheduler.matchFor(within, signal, true, 'debounced');
    await clock.advance(0);
    assert.deepEqual(sent(), ['con']);
  });

  it('sends for a call that waits while the settings change, with the new ones', async () => {
    const { clock, scheduler, settings, call, sent } = scheduling();
    void call();
    scheduler.configure({ ...settings, debounce: 500 });
    await clock.advance(100);
    assert.deepEqual(sent(), []);
    await clock.advance(500);
    assert.deepEqual(sent(), ['const x']);
  });
});
