import { folderOf, nameOf } from './path.ts';
import type { Work } from '../../base/background.ts';
import { Folders } from './folders.ts';

/** The paths of a workspace folder's files, relative to it and with slashes, by name and by folder. */
export class Paths {
  readonly #named = new Map<string, Set<string>>();
  readonly #folders = new Map<string, Set<string>>();
  /** The folders that have files, by their names. */
  readonly #foldersNamed = new Map<string, Set<string>>();
  /** Of the folders that have files. */
  readonly #above = new Folders();
  #size = 0;

  constructor(paths: Iterable<string> = []) {
    for (const path of paths) this.add(path);
  }

  /** How many files it has. */
  get size(): number {
    return this.#size;
  }

  add(path: string): void {
    if (this.has(path)) return;
    this.#size++;
    const folder = folderOf(path);
    if (!this.#folders.has(folder)) {
      this.#above.add(path);
      addTo(this.#foldersNamed, nameOf(folder), folder);
    }
    addTo(this.#named, nameOf(path), path);
    addTo(this.#folders, folder, path);
  }

  /** Takes a file away. */
  remove(path: string): void {
    if (!this.has(path)) return;
    this.#size--;
    const folder = folderOf(path);
    removeFrom(this.#named, nameOf(path), path);
    removeFrom(this.#folders, folder, path);
    if (this.#folders.has(folder)) return;
    this.#above.remove(path);
    removeFrom(this.#foldersNamed, nameOf(folder), folder);
  }

  /** Whether a path is that of a folder with files in it, or in folders of it. */
  hasFolder(path: string): boolean {
    return this.#above.has(path);
  }

  /** Takes a folder away, with all that is in it. */
  *removeFolder(path: string): Work<void> {
    const folders = [...this.#folders.keys()].filter((one) => one === path || one.startsWith(`${path}/`));
    for (const folder of folders) {
      for (const file of this.inFolder(folder)) {
        yield;
        this.remove(file);
      }
    }
  }

  has(path: string): boolean {
    return this.#folders.get(folderOf(path))?.has(path) ?? false;
  }

  /** The files that stand in a folder itself; `''` is the top one. */
  inFolder(folder: string): readonly string[] {
    return [...(this.#folders.get(folder) ?? [])];
  }

  /** The files with this path, or whose path ends with it. */
  endingWith(path: string): readonly string[] {
    const [name, folder] = [nameOf(path), folderOf(path)];
    const named = this.#named.get(name) ?? none;
    const folders = this.#foldersNamed.get(nameOf(folder)) ?? none;
    // Thousands of files are called `index.ts`, or stand in a folder `src`.
    if (folder === '' || named.size <= folders.size) return ending(named, path);
    return ending(folders, folder)
      .map((one) => `${one}/${name}`)
      .filter((one) => this.has(one));
  }

  /** The folders whose path is this one, or ends with it. */
  foldersEndingWith(folder: string): readonly string[] {
    return ending(this.#foldersNamed.get(nameOf(folder)) ?? none, folder);
  }
}

const none: ReadonlySet<string> = new Set();

/** Those that are a path, or end with it. There may be many: none is copied that does not. */
function ending(paths: Iterable<string>, path: string): string[] {
  const found: string[] = [];
  const end = `/${path}`;
  for (const one of paths) if (one === path || one.endsWith(end)) found.push(one);
  return found;
}

function addTo(map: Map<string, Set<string>>, key: string, path: string): void {
  const paths = map.get(key);
  if (paths) paths.add(path);
  else map.set(key, new Set([path]));
}

function removeFrom(map: Map<string, Set<string>>, key: string, path: string): void {
  const paths = map.get(key);
  if (paths?.delete(path) && paths.size === 0) map.delete(key);
}
