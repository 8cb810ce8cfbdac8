/** The paths of a workspace folder's files, relative to it and with slashes, by name and by folder. */
export class Paths {
  readonly #named = new Map<string, Set<string>>();
  readonly #folders = new Map<string, Set<string>>();

  constructor(paths: Iterable<string> = []) {
    for (const path of paths) this.add(path);
  }

  add(path: string): void {
    addTo(this.#named, nameOf(path), path);
    addTo(this.#folders, folderOf(path), path);
  }

  remove(path: string): void {
    removeFrom(this.#named, nameOf(path), path);
    removeFrom(this.#folders, folderOf(path), path);
  }

  has(path: string): boolean {
    return this.#folders.get(folderOf(path))?.has(path) ?? false;
  }

  /** The files that stand in a folder itself, so many at most; `''` is the top one. */
  inFolder(folder: string, most = Infinity): readonly string[] {
    const found: string[] = [];
    for (const one of this.#folders.get(folder) ?? []) {
      if (found.length >= most) break;
      found.push(one);
    }
    return found;
  }

  /** The files with this path, or whose path ends with it. */
  endingWith(path: string): readonly string[] {
    const end = `/${path}`;
    const found: string[] = [];
    // Thousands of files may be called `index.ts`.
    for (const one of this.#named.get(nameOf(path)) ?? []) if (one === path || one.endsWith(end)) found.push(one);
    return found;
  }

  /** The folders whose path is this one, or ends with it. */
  foldersEndingWith(folder: string): readonly string[] {
    const end = `/${folder}`;
    const found: string[] = [];
    for (const one of this.#folders.keys()) if (one === folder || one.endsWith(end)) found.push(one);
    return found;
  }
}

/** The folder of a path, without a slash at its end; `''` for the top one. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The path that a relative one means from a folder; null where it leads out of the top folder. */
export function joined(folder: string, relative: string): string | null {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
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
