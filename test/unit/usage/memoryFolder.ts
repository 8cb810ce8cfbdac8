import type { UsageFolder } from '../../../src/usage/store.ts';

/** What a window that is killed does from then on: nothing. */
export class Killed extends Error {}

/** A folder in memory that several windows share. */
export class MemoryFolder {
  readonly files = new Map<string, string>();

  /** The folder as one window has it, which is killed when it is about to change so many files. */
  window(lifetime = Infinity): UsageFolder {
    let left = lifetime;
    const change = async (work: () => void) => {
      await Promise.resolve();
      if (left <= 0) throw new Killed();
      left--;
      work();
    };
    return {
      list: () => Promise.resolve([...this.files.keys()]),
      read: (name) => {
        const text = this.files.get(name);
        return text === undefined ? Promise.reject(new Error(`no ${name}`)) : Promise.resolve(text);
      },
      write: (name, text) =>
        change(() => {
          if (this.files.has(name)) throw new Error(`${name} is there`);
          this.files.set(name, text);
        }),
      remove: (name) => change(() => void this.files.delete(name)),
    };
  }
}
