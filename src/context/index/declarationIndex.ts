import { LRUCache } from 'lru-cache';
import type { Work } from '../../base/background.ts';
import { cutFile } from './cutFile.ts';
import type { CutFile } from './declaration.ts';
import { SymbolTable } from './symbolTable.ts';
import type { SourceFile } from './sourceFile.ts';

/** Bytes. A choice: enough for some thousand files of usual length. */
const defaultMaxBytes = 24 * 1024 * 1024;

/** The files that snippets are made of, cut into declarations, within a bound of memory. */
export class DeclarationIndex {
  /** The names in these files. */
  readonly table = new SymbolTable();
  readonly #files: LRUCache<string, CutFile>;

  /** @param maxBytes beyond it, the least recently used files are removed */
  constructor(maxBytes = defaultMaxBytes) {
    this.#files = new LRUCache<string, CutFile>({
      maxSize: maxBytes,
      sizeCalculation: ({ bytes }) => bytes,
      dispose: ({ names }) => this.table.discount(names),
    });
  }

  /** The number of files. */
  get size(): number {
    return this.#files.size;
  }

  /** Adds a file, or replaces its earlier version. */
  *put(file: SourceFile): Work<void> {
    const cut = yield* cutFile(file, this.table);
    this.#files.set(file.uri, cut);
    const isTooBig = this.#files.peek(file.uri) !== cut;
    if (isTooBig) this.table.discount(cut.names);
  }

  remove(uri: string): void {
    this.#files.delete(uri);
  }

  /** Whether it has the file, in this version where one is given. */
  has(uri: string, version?: SourceFile['version']): boolean {
    const file = this.#files.peek(uri);
    return file !== undefined && (version === undefined || file.version === version);
  }

  /** A file's declarations; counts as a use. */
  get(uri: string): CutFile | undefined {
    return this.#files.get(uri);
  }

  /** Removes files; by default all that it has when the work begins. */
  *removeAll(uris: Iterable<string> = this.#files.keys()): Work<void> {
    for (const uri of [...uris]) {
      yield;
      this.remove(uri);
    }
  }
}
