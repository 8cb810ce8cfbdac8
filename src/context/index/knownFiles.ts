import { LRUCache } from 'lru-cache';
import { Folders } from '../sources/folders.ts';

/** A file that is being read. */
export interface Reading {
  uri: string;
  /** It has changed or gone meanwhile: what is read may be another file's. */
  isForgotten: boolean;
}

/** What is known of files, by their addresses, within a bound; those that nobody asks for go first. */
export class KnownFiles<T extends object> {
  #known: LRUCache<string, T>;
  /** Events tell of folders and of files nobody knows, too, by the thousand. */
  #folders = new Folders();
  readonly #readings = new Set<Reading>();
  readonly #made: () => LRUCache<string, T>;

  /** @param onDropped hears of a file that gives way to others */
  constructor(max: number, onDropped: (uri: string) => void) {
    this.#made = () =>
      new LRUCache<string, T>({
        max: max,
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
   * Reads a file, and keeps what that comes to unless the file is forgotten meanwhile.
   * @returns whether it was kept
   * @throws what the reading throws
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

  /** Forgets a file, or all that is in a folder. @returns what was known of it, by their addresses */
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
