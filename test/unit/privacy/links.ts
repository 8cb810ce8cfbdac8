import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder, under its real name. */
export const newFolder = () => realpathSync(mkdtempSync(join(tmpdir(), 'infill-links-')));

/** Makes empty files in a folder, and links, each `from -> to`; `DIR` in one is the folder. */
export function make(dir: string, ...made: string[]): void {
  for (const one of made) {
    const [name, to] = one.split(' -> ');
    mkdirSync(join(dir, name!, '..'), { recursive: true });
    if (to === undefined) writeFileSync(join(dir, name!), '');
    else symlinkSync(to.replace('DIR', dir), join(dir, name!));
  }
}
