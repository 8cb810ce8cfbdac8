import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { patience } from '../../vscode/patience.ts';

/**
 * Reads a file now and after each change in its folder, until its text is accepted. A missing file is empty.
 * @returns its text
 * @throws Error with its text after the time limit
 */
export async function waitForFile(file: string, accept: (text: string) => boolean): Promise<string> {
  let changed = (): void => undefined;
  const late = AbortSignal.timeout(patience);
  late.addEventListener('abort', () => changed());
  const watcher = watch(dirname(file), () => changed());
  try {
    for (;;) {
      // Set before the file is read, so that a change in between counts.
      const change = new Promise<void>((resolve) => (changed = resolve));
      const text = await readFile(file, 'utf8').catch(() => '');
      if (accept(text)) return text;
      if (late.aborted) throw new Error(`${file} never had the text that was waited for: ${JSON.stringify(text)}`);
      await change;
    }
  } finally {
    watcher.close();
  }
}
