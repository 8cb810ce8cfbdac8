import { folderOf } from './path.ts';

/** Counts the paths below each folder, so that it is cheap to know whether a path is that of a folder. */
export class Folders {
  readonly #counts = new Map<string, number>();

  /** Counts a new path. */
  add(path: string): void {
    for (const folder of above(path)) this.#counts.set(folder, (this.#counts.get(folder) ?? 0) + 1);
  }

  /** Removes a path that was counted. */
  remove(path: string): void {
    for (const folder of above(path)) {
      const count = this.#counts.get(folder)! - 1;
      if (count > 0) this.#counts.set(folder, count);
      else this.#counts.delete(folder);
    }
  }

  /** Whether one of the paths is in this folder or deeper. */
  has(folder: string): boolean {
    return this.#counts.has(folder);
  }
}

function* above(path: string): Generator<string> {
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) yield folder;
}
