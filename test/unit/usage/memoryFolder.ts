import type { UsageFolder } from '../../../src/usage/store.ts';

/** The error of each change by a killed window. */
export class Killed extends Error {}

/** A folder in memory that several windows share, and that counts what they do. */
export class MemoryFolder {
  readonly files = new Map<string, string>();
  /** Completed operations of all windows since the last call. */
  takeCounts = () => {
    const counts = this.#counts;
    this.#counts = { list: 0, read: 0, write: 0, remove: 0 };
    return counts;
  };
  #counts = { list: 0, read: 0, write: 0, remove: 0 };

  /** @param maxChanges the window is killed before it changes more files */
  window(maxChanges = Infinity): UsageFolder {
    let left = maxChanges;
    const change = async (work: () => void) => {
      await Promise.resolve();
      if (left <= 0) throw new Killed();
      left--;
      work();
    };
    return {
      list: () => {
        this.#counts.list++;
        return Promise.resolve([...this.files.keys()]);
      },
      read: (name) => {
        this.#counts.read++;
        const text = this.files.get(name);
        return text === undefined ? Promise.reject(new Error(`no ${name}`)) : Promise.resolve(text);
      },
      write: (name, text) =>
        change(() => {
          this.#counts.write++;
          const old = this.files.get(name);
          if (old !== undefined && old !== text) throw new Error(`${name} exists with another text`);
          this.files.set(name, text);
        }),
      remove: (name) =>
        change(() => {
          this.#counts.remove++;
          this.files.delete(name);
        }),
    };
  }
}
