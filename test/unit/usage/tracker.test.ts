import assert from 'node:assert/strict';
import type { EngineEvent } from '../../../src/completion/events.ts';
import type { UsageFolder } from '../../../src/usage/store.ts';
import { flushMs, UsageTracker } from '../../../src/usage/tracker.ts';
import { ManualClock, settled } from '../../support/clock.ts';
import { type UserPrices, priceAt } from '../../../src/mistral/prices.ts';
import { ended, host, model, requested } from './events.ts';
import { Killed, MemoryFolder } from './memoryFolder.ts';

const shown: EngineEvent = { type: 'shown', suggestion: 5, model, host, language: 'go' };
const accepted: EngineEvent = { type: 'accepted', suggestion: 5, characters: 10, partial: false };
/** The events of a suggestion that is requested, shown and accepted. */
const suggestion = [requested, ended, shown, accepted];

/** Windows that share a folder and a clock, which the test moves on. */
function setUp() {
  const folder = new MemoryFolder();
  const clock = Object.assign(new ManualClock(), { random: Math.random });
  const warnings: string[] = [];
  /** The user's setting `infill.prices`. */
  const own: { prices: UserPrices } = { prices: {} };
  const log = { warn: (text: string) => void warnings.push(text) };
  return {
    folder,
    clock,
    warnings,
    own,
    /** A window that has read the folder. */
    open: async (shared: UsageFolder = folder.window()) => {
      let changes = 0;
      const priceOf = (at: string, name: string) => priceAt(at, name, own.prices);
      const options = { folder: shared, clock, priceOf, onChange: () => changes++, log };
      const tracker = new UsageTracker(options);
      await settled();
      return Object.assign(tracker, {
        count: (events: readonly EngineEvent[]) => events.forEach((event) => tracker.onEvent(event)),
        changes: () => changes,
      });
    },
  };
}

describe('UsageTracker', () => {
  it('flushes an accepted suggestion by one listing and one write, and removes the file that it replaces', async () => {
    const { folder, clock, open } = setUp();
    const window = await open();
    window.count(suggestion);
    await clock.advance(flushMs);
    folder.takeCounts();
    window.count(suggestion);
    await clock.advance(flushMs);
    assert.deepEqual(folder.takeCounts(), { list: 1, read: 0, write: 1, remove: 1 });
    assert.equal(folder.files.size, 1);
  });

  it('flushes all suggestions of an interval at once, and touches no file while nothing is counted', async () => {
    const { folder, clock, open } = setUp();
    const window = await open();
    folder.takeCounts();
    for (let count = 0; count < 10; count++) window.count(suggestion);
    await clock.advance(flushMs - 1);
    assert.deepEqual(folder.takeCounts(), { list: 0, read: 0, write: 0, remove: 0 });
    await clock.advance(1);
    assert.deepEqual(folder.takeCounts(), { list: 1, read: 0, write: 1, remove: 0 });
    assert.equal(clock.pending, 0);
  });

  it('loses at most the last interval when its window is killed', async () => {
    const { clock, folder, open } = setUp();
    const window = await open();
    window.count(suggestion);
    await clock.advance(flushMs);
    window.count(suggestion);
    await clock.advance(flushMs - 1);
    assert.equal(window.today.accepted, 2);
    // This window only reads what the other one has written.
    const other = await open(folder.window(0));
    assert.equal(other.today.accepted, 1);
  });

  it('has its own figures at once, and those of other windows after a flush', async () => {
    const { clock, open } = setUp();
    const [one, other] = [await open(), await open()];
    const before = one.changes();
    one.count(suggestion);
    assert.deepEqual([one.today.requests, one.month.requests, one.rows.length], [1, 1, 1]);
    other.count(suggestion);
    assert.deepEqual([one.today.requests, other.today.requests], [1, 1]);
    assert.equal(one.changes(), before);
    await clock.advance(flushMs);
    await one.flush();
    assert.ok(one.changes() > before);
    assert.deepEqual([one.today.requests, one.today.promptTokens, one.rows.length], [2, 180, 1]);
  });

  it('never shows less while it writes', async () => {
    const { folder, open } = setUp();
    const window = folder.window();
    const figures: number[] = [];
    const write: UsageFolder['write'] = async (name, text) => {
      figures.push(tracker.today.requests);
      await window.write(name, text);
      figures.push(tracker.today.requests);
    };
    const tracker = await open({ ...window, write });
    tracker.count(suggestion);
    await tracker.flush();
    tracker.count(suggestion);
    await tracker.flush();
    assert.deepEqual(figures, [1, 1, 2, 2]);
  });

  it('flushes at the end what is counted in the same tick', async () => {
    const { clock, open } = setUp();
    const window = await open();
    window.count([requested]);
    const flushed = window.flush();
    window.count([{ ...ended, outcome: 'contradicted', usage: null }]);
    window.dispose();
    await flushed;
    assert.equal(clock.pending, 0);
    const next = await open();
    assert.deepEqual([next.today.requests, next.today.estimatedOutputTokens], [1, 12]);
  });

  it('sets no timer after its end', async () => {
    const { clock, open } = setUp();
    const window = await open();
    window.dispose();
    window.count(suggestion);
    assert.equal(clock.pending, 0);
  });

  it('reports that nothing can be written, and writes it with the next count', async () => {
    const { folder, clock, warnings, open } = setUp();
    const window = folder.window();
    let isFull = true;
    const write: UsageFolder['write'] = (name, text) =>
      isFull ? Promise.reject(new Error('no space left')) : window.write(name, text);
    const tracker = await open({ ...window, write });
    tracker.count(suggestion);
    await clock.advance(flushMs);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0]!, /^usage cannot be read or written now: /);
    assert.equal(tracker.today.requests, 1);
    isFull = false;
    tracker.count([requested]);
    await clock.advance(flushMs);
    assert.equal((await open()).today.requests, 2);
  });

  it('reports a damaged file once', async () => {
    const { folder, warnings, open } = setUp();
    folder.files.set('1970-01-01.alien.1.json', '{"rows":');
    const window = await open();
    await window.flush();
    assert.deepEqual(warnings, [
      'the usage file 1970-01-01.alien.1.json is damaged, or of a newer version: it is left alone',
    ]);
  });

  it('begins a day and a month with nothing', async () => {
    const { clock, open } = setUp();
    const date = { value: new Date(2026, 10, 29, 12).getTime() };
    clock.date = () => date.value;
    const window = await open();
    window.count(suggestion);
    assert.deepEqual([window.today.requests, window.month.requests], [1, 1]);
    date.value = new Date(2026, 10, 30, 12).getTime();
    assert.deepEqual([window.today.requests, window.month.requests], [0, 1]);
    date.value = new Date(2026, 11, 1, 12).getTime();
    assert.deepEqual([window.today.requests, window.month.requests], [0, 0]);
  });

  it('has its figures at the prices that the user has changed, and says so', async () => {
    const { own, open } = setUp();
    const window = await open();
    window.count(suggestion);
    assert.equal(window.month.cost.toFixed(7), ((60 * 0.3 + 30 * 0.03 + 12 * 0.9) / 1e6).toFixed(7));
    own.prices = { '*': { input: 0, cached: 0, output: 0 } };
    const before = window.changes();
    window.reprice();
    assert.deepEqual([window.month.cost, window.today.cost, window.rows[0]!.dollars], [0, 0, 0]);
    assert.equal(window.changes(), before + 1);
  });

  it('is reset for all windows once they read again', async () => {
    const { clock, folder, open } = setUp();
    const [one, other] = [await open(), await open()];
    for (const window of [one, other]) window.count(suggestion);
    await clock.advance(flushMs);
    await one.reset();
    assert.equal(one.today.requests, 0);
    assert.equal(folder.files.size, 0);
    await other.flush();
    assert.equal(other.today.requests, 0);
  });

  it('reads at its start what a killed window has written', async () => {
    const { folder, open, clock, warnings } = setUp();
    const window = await open(folder.window(1));
    window.count(suggestion);
    await clock.advance(flushMs);
    window.count(suggestion);
    await clock.advance(flushMs);
    assert.equal(warnings.length, 1);
    await assert.rejects(window.flush(), Killed);
    assert.equal((await open()).today.requests, 1);
  });
});
