import assert from 'node:assert/strict';
import type { CountsChange } from '../../../src/usage/counts.ts';
import { type RowKey, UsageRows } from '../../../src/usage/rows.ts';
import { UsageStore } from '../../../src/usage/store.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { Killed, MemoryFolder } from './memoryFolder.ts';
import { priced, row } from './usageRows.ts';

/** A store whose changes are on disk once they are added. */
class FlushingStore extends UsageStore {
  async addNow(rows: UsageRows): Promise<void> {
    this.add(rows);
    await this.flush();
  }

  async rowsNow(month?: string) {
    await this.flush();
    return this.rows(month);
  }
}

/** A folder that several windows share, on a day that the test may change. */
function setUp() {
  const folder = new MemoryFolder();
  const time = { date: new Date(2026, 10, 23, 12).getTime() };
  const clock = { ...systemClock, date: () => time.date };
  const unreadable: string[] = [];
  const open = (maxChanges?: number) =>
    new FlushingStore(folder.window(maxChanges), clock, (name) => void unreadable.push(name));
  return {
    folder,
    unreadable,
    open,
    requestsOf: async (store = open(), month?: string) => {
      const rows = await store.rowsNow(month);
      return rows.reduce((sum, { requests }) => sum + requests, 0);
    },
    passDays: (days: number) => void (time.date += days * 86_400_000),
  };
}

const rows = (change: CountsChange, key?: Partial<RowKey>) => new UsageRows([row(change, key)]);

describe('UsageStore', () => {
  it('adds up what two windows count at once', async () => {
    const { folder, open, requestsOf } = setUp();
    const windows = [open(), open()];
    const work = windows.map(async (store) => {
      for (let count = 0; count < 20; count++) await store.addNow(rows({ requests: 1 }));
    });
    await Promise.all(work);
    assert.equal(await requestsOf(), 40);
    assert.equal(folder.files.size, 2);
  });

  it('has all but what was not written yet, when a window is killed at any moment', async () => {
    for (let maxChanges = 0; maxChanges < 12; maxChanges++) {
      const { open, requestsOf } = setUp();
      const other = open();
      const killed = open(maxChanges);
      let written = 0;
      const work = async () => {
        for (;;) {
          await other.addNow(rows({ requests: 1 }));
          await killed.addNow(rows({ requests: 1 }));
          written++;
        }
      };
      await assert.rejects(work, Killed);
      const requests = (await requestsOf()) - (written + 1);
      // The last one may have been written, though not what it took in removed.
      assert.ok(requests === written || requests === written + 1, `${requests} of ${written}`);
    }
  });

  it('writes what could not be written with what comes next', async () => {
    const { folder, requestsOf } = setUp();
    const window = folder.window();
    let isFull = true;
    const write: typeof window.write = (name, text) =>
      isFull ? Promise.reject(new Error('no space left')) : window.write(name, text);
    const store = new FlushingStore({ ...window, write }, systemClock);
    await assert.rejects(store.addNow(rows({ requests: 2 })), /no space/);
    assert.equal(store.rows()[0]!.requests, 2);
    isFull = false;
    await store.addNow(rows({ requests: 3 }));
    assert.equal(await requestsOf(), 5);
  });

  it('takes in the files of past days, and counts them once whenever that is broken off', async () => {
    for (let maxChanges = 0; maxChanges < 12; maxChanges++) {
      const { folder, open, requestsOf, passDays } = setUp();
      for (const requests of [1, 2, 4]) await open().addNow(rows({ requests }));
      passDays(1);
      await open().addNow(rows({ requests: 8 }, { day: '2026-11-24' }));
      passDays(1);
      await open()
        .compact()
        .catch(() => undefined);
      passDays(2);
      await open().addNow(rows({ requests: 16 }, { day: '2026-11-27' }));
      await open(maxChanges)
        .compact()
        .catch(() => undefined);
      assert.equal(await requestsOf(), 31, `after ${maxChanges} changes`);
      await Promise.all([open(), open(), open()].map((store) => store.compact().catch(() => undefined)));
      assert.equal(await requestsOf(), 31);
      await open().compact();
      assert.deepEqual([...folder.files.keys()].map((name) => name.split('.')[0]).sort(), ['2026-11', '2026-11-27']);
      assert.equal((await open().rowsNow()).length, 3);
    }
  });

  it('leaves the files of today and yesterday to the windows that write them', async () => {
    const { folder, open, passDays } = setUp();
    const store = open();
    await store.addNow(rows({ requests: 1 }));
    const before = [...folder.files.keys()];
    passDays(1);
    await open().compact();
    assert.deepEqual([...folder.files.keys()], before);
    await store.addNow(rows({ requests: 1 }, { day: '2026-11-24' }));
    assert.equal(folder.files.size, 2);
  });

  it('forgets what is older than 400 days', async () => {
    const { open, requestsOf, passDays } = setUp();
    await open().addNow(rows({ requests: 1 }));
    passDays(400);
    await open().compact();
    assert.equal(await requestsOf(), 1);
    passDays(31);
    await open().compact();
    assert.equal(await requestsOf(), 0);
  });

  it('leaves nothing in the folder after a reset, not even what a killed window was writing', async () => {
    const { folder, open } = setUp();
    folder.files.set('2026-11-23.aa.1.json.new', '{"rows":');
    await open().reset();
    assert.deepEqual([...folder.files.keys()], []);
  });

  it('is reset for all windows, which go on counting from nothing', async () => {
    const { open, requestsOf } = setUp();
    const [one, other] = [open(), open()];
    for (let count = 0; count < 3; count++) {
      await one.addNow(rows({ requests: 1, estimatedPromptTokens: 7 }));
      await other.addNow(rows({ requests: 1 }));
    }
    await one.reset();
    assert.equal(await requestsOf(), 0);
    await other.addNow(rows({ requests: 1 }));
    // The estimate was reset; what takes it back is no less than nothing.
    await one.addNow(rows({ requests: 1, estimatedPromptTokens: -7 }));
    const [all] = await open().rowsNow();
    assert.deepEqual([all!.requests, all!.estimatedPromptTokens], [2, 0]);
  });

  it('reads one month', async () => {
    const { open, requestsOf, passDays } = setUp();
    const store = open();
    await store.addNow(rows({ requests: 1 }));
    passDays(10);
    await store.addNow(rows({ requests: 2 }, { day: '2026-12-03' }));
    assert.deepEqual([await requestsOf(open(), '2026-12'), await requestsOf(open(), '2026-11')], [2, 1]);
  });

  it('leaves alone what it cannot read, and says so once', async () => {
    const { folder, unreadable, open, requestsOf } = setUp();
    await open().addNow(rows({ requests: 1 }));
    for (const text of ['', '{"version":1,"rows":[{"day":"2026-11-23","requ', 'null', '[]', '{"rows":[1,{"day":7}]}'])
      folder.files.set(`2026-11-23.alien.${folder.files.size}.json`, text);
    folder.files.set('notes.txt', 'hello');
    const store = open();
    for (let times = 0; times < 3; times++) assert.equal(await requestsOf(store), 1);
    assert.deepEqual(
      unreadable,
      [1, 2, 3, 4].map((number) => `2026-11-23.alien.${number}.json`),
    );
    await open().compact();
    assert.equal(folder.files.size, 7);
  });

  it('reads the files of earlier versions: without a number, successors or times', async () => {
    const { folder, unreadable, open, requestsOf, passDays } = setUp();
    const old = { day: '2026-11-23', language: 'go', model: 'm', requests: 3, promptTokens: 50 };
    folder.files.set('2026-11-23.a.1.json', JSON.stringify({ rows: [old] }));
    folder.files.set('2026-11-23.b.1.json', JSON.stringify({ version: 1, rows: [old] }));
    folder.files.set(
      '2026-10.c.json',
      JSON.stringify({ version: 1, replaces: [], rows: [{ ...old, day: '2026-10-01' }] }),
    );
    assert.equal(await requestsOf(), 9);
    passDays(5);
    await open().compact();
    assert.equal(await requestsOf(), 9);
    assert.deepEqual(unreadable, []);
  });

  it('counts files without hosts at the host that was the default, and other models at none', async () => {
    const { folder, open, passDays } = setUp();
    const old = { day: '2026-11-23', language: 'go', requests: 3, promptTokens: 1_000_000 };
    const before = ['codestral-latest', 'my-own'].map((model) => ({ ...old, model }));
    folder.files.set('2026-11-23.a.1.json', JSON.stringify({ version: 1, replaces: [], rows: before }));
    await open().addNow(rows({ requests: 1 }, { language: 'go', host: 'api.eu.mistral.ai' }));
    const hosts = async () => priced(...(await open().rowsNow())).map((one) => [one.model, one.host, one.dollars]);
    const expected = [
      ['codestral-latest', 'api.eu.mistral.ai', 0],
      ['codestral-latest', 'api.mistral.ai', 0.3],
      ['my-own', '', null],
    ];
    assert.deepEqual(await hosts(), expected);
    passDays(5);
    await open().compact();
    assert.equal(folder.files.size, 1);
    assert.deepEqual(await hosts(), expected);
  });

  it('takes in no file of a newer version, which may have more in it', async () => {
    const { folder, unreadable, open, requestsOf, passDays } = setUp();
    await open().addNow(rows({ requests: 1 }));
    const alien = { day: '2026-11-23', language: 'go', model: 'm', requests: 3, new: 1 };
    const text = JSON.stringify({ version: 3, rows: [alien], more: {} });
    folder.files.set('2026-11-23.a.1.json', text);
    passDays(5);
    await open().compact();
    assert.equal(folder.files.get('2026-11-23.a.1.json'), text);
    assert.equal(folder.files.size, 2);
    assert.equal(await requestsOf(), 4);
    assert.deepEqual([...new Set(unreadable)], ['2026-11-23.a.1.json']);
  });

  it('reads files of another version as far as it knows them', async () => {
    const { folder, requestsOf } = setUp();
    const alien = { day: '2026-11-23', language: 'go', model: 'm', requests: 3, shown: 'many', new: 1, latency: [1] };
    folder.files.set('2026-11-23.a.1.json', JSON.stringify({ version: 9, rows: [alien], more: {} }));
    assert.equal(await requestsOf(), 3);
  });
});
