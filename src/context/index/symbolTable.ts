import { detached } from '../../base/detached.ts';

/** Names as numbers, and in how many files each of them stands. */
export class SymbolTable {
  readonly #ids = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #files: number[] = [];
  /** Numbers whose names are gone. */
  readonly #free: number[] = [];

  /** Distinct names that stand in some file. */
  get size(): number {
    return this.#ids.size;
  }

  /** The number of a name; `-1` where no file has it. */
  idOf(name: string): number {
    return this.#ids.get(name) ?? -1;
  }

  /** The number of a name, new or not. It is valid as long as some file is counted that has it. */
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

  /** In how many files a name stands. */
  filesWith(id: number): number {
    return this.#files[id] ?? 0;
  }

  /** A file has this name. */
  count(id: number): void {
    this.#files[id]!++;
  }

  /** A file that had these names is gone. */
  discount(ids: Iterable<number>): void {
    for (const id of ids) {
      if (--this.#files[id]! > 0) continue;
      this.#ids.delete(this.#names[id]!);
      this.#names[id] = '';
      this.#free.push(id);
    }
  }
}
