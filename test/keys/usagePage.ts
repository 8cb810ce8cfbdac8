import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { UsageStore } from '../../src/usage/store.ts';
import type { UsageFolder } from '../../src/usage/store.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { Window } from './window/window.ts';

/** Where the windows of a profile keep usage. */
export function usageDir(window: Window): string {
  return join(window.parts.profile.userDataDir, 'User/globalStorage/infill.infill/usage');
}

/** The same files, as the extension would read them. */
export function usageOf(window: Window): UsageStore {
  const dir = usageDir(window);
  const folder: UsageFolder = {
    list: () => readdir(dir).catch(() => []),
    read: (name) => readFile(join(dir, name), 'utf8'),
    write: async (name, text) => {
      await mkdir(dir, { recursive: true });
      await writeFile(join(dir, name), text, { flag: 'wx' });
    },
    remove: (name) => rm(join(dir, name), { force: true }),
  };
  return new UsageStore(folder, systemClock);
}

/** The page's document, two frames deep in the window. */
export function usageFrame(window: Window): FrameLocator {
  return window.page.frameLocator('iframe.webview').frameLocator('#active-frame');
}

/** The figures at the top of the page, by their names. */
export async function tiles(frame: FrameLocator): Promise<Record<string, string>> {
  const names = await frame.locator('.tiles dt').allTextContents();
  const values = await frame.locator('.tiles dd').allTextContents();
  return Object.fromEntries(names.map((name, index) => [name, values[index]!]));
}
