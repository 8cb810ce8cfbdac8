import { linkNames } from './linkNames.ts';

/** The part of Node's file system that is used, with slashes in all paths. Its errors have a `code`. */
export interface NodeFiles {
  readlink(path: string): Promise<string>;
  realpath(path: string): Promise<string>;
  stat(path: string): Promise<{ nlink: number; isFile(): boolean }>;
}

/** The paths of a file, all with slashes. */
export interface PathNames {
  /** One for each link that is followed, in order. */
  links: readonly string[];
  /** The path without links. */
  real: string;
  /** Whether the file has hard links: no API lists those names. */
  hasMore: boolean;
}

/**
 * The names of a path. The target of a link need not exist.
 * @param path absolute, with slashes
 * @returns null for a loop of links
 * @throws the file system's errors, except for files that do not exist
 */
export async function pathNames(path: string, files: NodeFiles): Promise<PathNames | null> {
  const found = await realPath(path, files);
  // Most files have no links in their path.
  if (found.doesExist && found.real === path) return { ...found, links: [] };
  const links = await linkNames(path, (one) => files.readlink(one).catch(() => null));
  if (links === null) return null;
  const last = links.at(-1);
  return { ...(found.doesExist || last === undefined ? found : await realPath(last, files)), links };
}

interface RealPath {
  real: string;
  hasMore: boolean;
  doesExist: boolean;
}

/** For a file that does not exist, the real path of the nearest folder above it decides. */
async function realPath(path: string, files: NodeFiles): Promise<RealPath> {
  try {
    const real = await files.realpath(path);
    const stat = await files.stat(path);
    return { real, hasMore: stat.isFile() && stat.nlink > 1, doesExist: true };
  } catch (error) {
    const [, folder, name] = /^((?:[a-z]:)?\/|.+(?=\/))\/?([^/]+)$/i.exec(path) ?? [];
    if ((error as { code?: string }).code !== 'ENOENT' || folder === undefined) throw error;
    const { real } = await realPath(folder, files);
    return { real: `${real.replace(/\/$/, '')}/${name!}`, hasMore: false, doesExist: false };
  }
}
