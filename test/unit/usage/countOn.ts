// A window that counts until it is killed: `node countOn.ts FOLDER`. Writes a letter for each request that is on disk.
import { writeSync } from 'node:fs';
import { systemClock } from '../../../src/base/clock.ts';
import { UsageRows } from '../../../src/usage/rows.ts';
import { UsageStore } from '../../../src/usage/store.ts';
import { usageFolder } from '../../../src/usage/vscode/usageFolder.ts';
import { row } from './usageRows.ts';

const store = new UsageStore(usageFolder(process.argv[2]!), systemClock);
const day = new Date().toISOString().slice(0, 10);
for (;;) {
  store.add(new UsageRows([row({ requests: 1 }, { day })]));
  await store.flush();
  writeSync(1, '.');
}
