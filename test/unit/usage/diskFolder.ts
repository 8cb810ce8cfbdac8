import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { UsageFolder } from '../../../src/usage/store.ts';

/** A folder on disk, which processes share and may be killed over; a new file gets its name once it is whole. */
export function diskFolder(path: string): UsageFolder {
  const at = (name: string) => join(path, name);
  return {
    list: async () => {
      await mkdir(path, { recursive: true });
      return readdir(path);
    },
    read: (name) => readFile(at(name), 'utf8'),
    write: async (name, text) => {
      await writeFile(at(`${name}.new`), text);
      await link(at(`${name}.new`), at(name));
      await rm(at(`${name}.new`));
    },
    remove: (name) => rm(at(name), { force: true }),
  };
}
