import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../../src/base/clock.ts';
import { UsageRows } from '../../../../src/usage/rows.ts';
import { UsageStore } from '../../../../src/usage/store.ts';
import { usageFolder } from '../../../../src/usage/vscode/usageFolder.ts';
import { row } from '../usageRows.ts';

describe('usageFolder', () => {
  let path: string;
  beforeEach(async () => void (path = await mkdtemp(join(tmpdir(), 'infill-usage-'))));
  afterEach(() => rm(path, { recursive: true }));

  it('has files that are written whole, in a folder that need not exist', async () => {
    const folder = usageFolder(join(path, 'storage', 'usage'));
    assert.deepEqual(await folder.list(), []);
    await folder.remove('a.json');
    await folder.write('a.json', '{"ü":1}');
    assert.equal(await folder.read('a.json'), '{"ü":1}');
    await folder.write('a.json', '{"ü":2}');
    assert.equal(await folder.read('a.json'), '{"ü":2}');
    assert.deepEqual(await folder.list(), ['a.json']);
    await folder.remove('a.json');
    assert.deepEqual(await folder.list(), []);
  });

  it('loses nothing of two windows that count at once', async () => {
    const count = async () => {
      const store = new UsageStore(usageFolder(path), systemClock);
      for (let times = 0; times < 20; times++) {
        store.add(new UsageRows([row({ requests: 1 })]));
        await store.flush();
      }
    };
    await Promise.all([count(), count()]);
    const store = new UsageStore(usageFolder(path), systemClock);
    await store.flush();
    assert.equal(store.rows()[0]!.requests, 40);
  });
});
