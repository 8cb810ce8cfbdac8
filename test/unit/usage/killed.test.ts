import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageStore } from '../../../src/usage/store.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { usageFolder } from '../../../src/usage/vscode/usageFolder.ts';

const rounds = 6;
const windowsAtOnce = 4;

describe('usage of windows that are killed', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'infill-usage-'))));
  afterEach(() => rm(folder, { recursive: true }));

  /** Starts a process that counts, and kills it after some requests. @returns the number of requests that it has flushed */
  const countUntilKilled = (after: number): Promise<number> => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'countOn.ts'), folder]);
    let written = 0;
    let errors = '';
    child.stderr.on('data', (data: Buffer) => (errors += String(data)));
    child.stdout.on('data', (data: Buffer) => {
      written += data.length;
      if (written >= after) child.kill('SIGKILL');
    });
    return new Promise((resolve, reject) => {
      child.on('close', (_, signal) => {
        if (signal === 'SIGKILL') resolve(written);
        else reject(new Error(errors));
      });
    });
  };

  it('has all that they had flushed, whatever they were doing when they were killed', async () => {
    let written = 0;
    let kills = 0;
    for (let round = 0; round < rounds; round++) {
      const all = Array.from({ length: windowsAtOnce }, (_, at) => countUntilKilled(1 + round * 3 + at * 7));
      for (const count of await Promise.all(all)) written += count;
      kills += windowsAtOnce;
      const store = new UsageStore(usageFolder(folder), systemClock);
      await store.flush();
      const found = store.rows().reduce((sum, { requests }) => sum + requests, 0);
      // Each may have written one more than it could report.
      assert.ok(found >= written && found <= written + kills, `${found} of ${written}, ${kills} windows killed`);
    }
  });
});
