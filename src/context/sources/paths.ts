import { folderOf, nameOf } from './path.ts';
import type { Work } from '../../base/background.ts';
import { Folders } from './folders.ts';

/** The paths of files in a workspace folder, from that folder and with slashes, found by name and by folder. */
export class Paths {
  readonly #named = new Map<string, Set<string>>();
  readonly #folders = new Map<string, Set<string>>();
  /** Folders with files, by name. */
  readonly #foldersNamed = new Map<string, Set<string>>();
  readonly #above = new Folders();
  #size = 0;

  constructor(paths: Iterable<string> = []) {
    for (const path of paths) this.add(path);
  }

  /** The number of files. */
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

  /** Whether a path is that of a folder with files in it or deeper. */
  hasFolder(path: string): boolean {
    return this.#above.has(path);
  }

  /** Removes all files in a folder and deeper. */
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

  /** The files in a folder, not deeper; `''` is the top folder. */
  inFolder(folder: string): readonly string[] {
    return [...(this.#folders.get(folder) ?? [])];
  }

  /** The files whose path is this one or ends with it. */
  endingWith(path: string): readonly string[] {
    const [name, folder] = [nameOf(path), folderOf(path)];
    const named = this.#named.get(name) ?? none;
    const folders = this.#foldersNamed.get(nameOf(folder)) ?? none;
    // Thousands of files may be called `index.ts` or be in a folder `src`: the smaller set is searched.
    if (folder === '' || named.size <= folders.size) return ending(named, path);
    return ending(folders, folder)
      .map((one) => `${one}/${name}`)
      .filter((one) => this.has(one));
  }

  /** The folders whose path is this one or ends with it. */
  foldersEndingWith(folder: string): readonly string[] {
    return ending(this.#foldersNamed.get(nameOf(folder)) ?? none, folder);
  }
}

const none: ReadonlySet<string> = new Set();

/** The paths that are this one or end with it. */
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
