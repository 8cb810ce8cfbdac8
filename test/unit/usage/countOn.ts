// A window that counts until it is killed: `node countOn.ts FOLDER`. Says a letter for each request that is on disk.
import { writeSync } from 'node:fs';
import { UsageRows } from '../../../src/usage/rows.ts';
import { UsageStore } from '../../../src/usage/store.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { diskFolder } from './diskFolder.ts';
import { row } from './usageRows.ts';

const store = new UsageStore(diskFolder(process.argv[2]!), systemClock);
const day = new Date().toISOString().slice(0, 10);
for (;;) {
  await store.add(new UsageRows([row({ requests: 1 }, { day })]));
  writeSync(1, '.');
}
