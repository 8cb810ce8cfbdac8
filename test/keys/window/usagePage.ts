import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { systemClock } from '../../../src/base/clock.ts';
import type { PricedRow } from '../../../src/usage/figures.ts';
import type { UsageRows } from '../../../src/usage/rows.ts';
import { UsageStore } from '../../../src/usage/store.ts';
import { usageFolder } from '../../../src/usage/vscode/usageFolder.ts';
import { priced } from '../../unit/usage/usageRows.ts';
import type { Window } from './window.ts';

/** The folder in which the windows of a profile keep usage. */
function usageDir(window: Window): string {
  return join(window.parts.profile.userDataDir, 'User/globalStorage/infill.infill/usage');
}

/** The usage on disk, as another window of the profile reads and writes it. */
export function usageOf(window: Window) {
  const store = new UsageStore(usageFolder(usageDir(window)), systemClock);
  return {
    async rows(): Promise<PricedRow[]> {
      await store.flush();
      return priced(...store.rows());
    },
    async add(rows: UsageRows): Promise<void> {
      store.add(rows);
      await store.flush();
    },
    reset: () => store.reset(),
  };
}

/** Opens the usage page. The window flushes its counts by that. */
export async function showUsage(window: Window): Promise<FrameLocator> {
  await window.command('infill.showUsage');
  const frame = usageFrame(window);
  await frame.locator('.tiles, .empty').first().waitFor();
  return frame;
}

/** The page's document: two frames within the window. */
export function usageFrame(window: Window): FrameLocator {
  return window.page.frameLocator('iframe.webview').frameLocator('#active-frame');
}

/** The figures at the top of the page, by their names. */
export async function tiles(frame: FrameLocator): Promise<Record<string, string>> {
  const names = await frame.locator('.tiles dt').allTextContents();
  const values = await frame.locator('.tiles dd').allTextContents();
  return Object.fromEntries(names.map((name, index) => [name, values[index]!]));
}
