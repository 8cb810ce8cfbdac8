import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What has not come after so long never will, in milliseconds. */
const patience = 4 * 60_000;

/**
 * Reads a file now and after each change in its folder, until its text is accepted. A file that is not there is empty.
 * @throws Error with the text that it has when it never is
 */
export async function waitForFile(file: string, accept: (text: string) => boolean): Promise<void> {
  let changed = (): void => undefined;
  const end = Date.now() + patience;
  const watcher = watch(dirname(file), () => changed());
  const timer = setTimeout(() => changed(), patience);
  try {
    for (;;) {
      // Set before the file is read: a change in between is heard, too.
      const change = new Promise<void>((resolve) => (changed = resolve));
      const text = await readFile(file, 'utf8').catch(() => '');
      if (accept(text)) return;
      if (Date.now() >= end) throw new Error(`${file} never had the text that was waited for: ${JSON.stringify(text)}`);
      await change;
    }
  } finally {
    clearTimeout(timer);
    watcher.close();
  }
}
