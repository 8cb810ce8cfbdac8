import { detached } from '../../base/detachedString.ts';

/** Ids for names, and the number of files that have each name. */
export class SymbolTable {
  readonly #ids = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #files: number[] = [];
  /** Ids that can be used again. */
  readonly #free: number[] = [];

  /** The number of names. */
  get size(): number {
    return this.#ids.size;
  }

  /** The id of a name; `-1` where no file has it. */
  idOf(name: string): number {
    return this.#ids.get(name) ?? -1;
  }

  /** The id of a name, new or not. It is valid while at least one file with the name is counted. */
  added(name: string): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const id = this.#free.pop() ?? this.#names.length;
    const own = detached(name);
    this.#ids.set(own, id);
    this.#names[id] = own;
    this.#files[id] = 0;
    return id;
  }

  nameOf(id: number): string {
    return this.#names[id] ?? '';
  }

  /** The number of files with a name. */
  filesWith(id: number): number {
    return this.#files[id] ?? 0;
  }

  /** Counts one file with a name. */
  count(id: number): void {
    this.#files[id]!++;
  }

  /** Counts one file less for each of the names. */
  discount(ids: Iterable<number>): void {
    for (const id of ids) {
      if (--this.#files[id]! > 0) continue;
      this.#ids.delete(this.#names[id]!);
      this.#names[id] = '';
      this.#free.push(id);
    }
  }
}
