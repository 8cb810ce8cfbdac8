import { LRUCache } from 'lru-cache';
import type { Work } from '../../base/background.ts';
import { cutFile } from './cutFile.ts';
import type { CutFile } from './declaration.ts';
import { SymbolTable } from './symbolTable.ts';
import type { SourceFile } from './sourceFile.ts';

/** Bytes: some thousand files of usual length. */
const defaultMaxBytes = 24 * 1024 * 1024;

/** The files that snippets are made of, cut once into declarations, within a bound of bytes. */
export class DeclarationIndex {
  /** What names stand in these files. */
  readonly table = new SymbolTable();
  readonly #files: LRUCache<string, CutFile>;

  /** @param maxBytes what it may keep; files unused for longest go first */
  constructor(maxBytes = defaultMaxBytes) {
    this.#files = new LRUCache<string, CutFile>({
      maxSize: maxBytes,
      sizeCalculation: ({ bytes }) => bytes,
      dispose: ({ names }) => this.table.discount(names),
    });
  }

  /** Files that it holds. */
  get size(): number {
    return this.#files.size;
  }

  /** Takes a file in, or its new version. */
  *put(file: SourceFile): Work<void> {
    const cut = yield* cutFile(file, this.table);
    this.#files.set(file.uri, cut);
    const isTooBig = this.#files.peek(file.uri) !== cut;
    if (isTooBig) this.table.discount(cut.names);
  }

  remove(uri: string): void {
    this.#files.delete(uri);
  }

  /** Whether it holds the file, in this version where one is given. */
  has(uri: string, version?: SourceFile['version']): boolean {
    const file = this.#files.peek(uri);
    return file !== undefined && (version === undefined || file.version === version);
  }

  /** A file's declarations; it stays longer for that. */
  get(uri: string): CutFile | undefined {
    return this.#files.get(uri);
  }

  /** Takes some files out, or all that it has by now: each has names to discount. */
  *removeAll(uris: Iterable<string> = this.#files.keys()): Work<void> {
    for (const uri of [...uris]) {
      yield;
      this.remove(uri);
    }
  }
}
