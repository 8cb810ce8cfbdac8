import { LRUCache } from 'lru-cache';
import { Folders } from '../sources/folders.ts';

/** A file that is being read. */
export interface Reading {
  uri: string;
  /** Whether it has changed or gone since the reading began. */
  isForgotten: boolean;
}

/** Results of reading files, by URI. Beyond a bound, the least recently used are dropped. */
export class KnownFiles<T extends object> {
  #known: LRUCache<string, T>;
  /** Most events are of unknown files, thousands at once: whether one is a folder must be cheap to find out. */
  #folders = new Folders();
  readonly #readings = new Set<Reading>();
  readonly #made: () => LRUCache<string, T>;

  /** @param onDropped is called with a file that is dropped because of the bound */
  constructor(max: number, onDropped: (uri: string) => void) {
    this.#made = () =>
      new LRUCache<string, T>({
        max,
        dispose: (_, uri, reason) => {
          this.#folders.remove(uri);
          if (reason === 'evict') onDropped(uri);
        },
      });
    this.#known = this.#made();
  }

  get size(): number {
    return this.#known.size;
  }

  get(uri: string): T | undefined {
    return this.#known.get(uri);
  }

  /**
   * Reads a file, and keeps the result unless the file is forgotten meanwhile.
   * @returns whether it was kept
   * @throws what `read` throws
   */
  async read(uri: string, read: (reading: Readonly<Reading>) => Promise<T>): Promise<boolean> {
    const reading = { uri, isForgotten: false };
    this.#readings.add(reading);
    try {
      const known = await read(reading);
      if (reading.isForgotten) return false;
      this.#known.set(uri, known);
      this.#folders.add(uri);
      return true;
    } finally {
      this.#readings.delete(reading);
    }
  }

  /** Forgets a file, or all files in a folder. @returns the URIs of those that were known */
  forget(uri: string): string[] {
    const isGone = (one: string) => one === uri || one.startsWith(`${uri}/`);
    for (const reading of this.#readings) reading.isForgotten ||= isGone(reading.uri);
    const gone = this.#folders.has(uri) ? [...this.#known.keys()].filter(isGone) : [uri];
    return gone.filter((one) => this.#known.delete(one));
  }

  clear(): void {
    for (const reading of this.#readings) reading.isForgotten = true;
    this.#known = this.#made();
    this.#folders = new Folders();
  }
}
