import { linkNames } from './linkNames.ts';

/** What is used of Node's file system, with slashes in all paths; what it throws has a code. */
export interface NodeFiles {
  readlink(path: string): Promise<string>;
  realpath(path: string): Promise<string>;
  stat(path: string): Promise<{ nlink: number; isFile(): boolean }>;
}

/** Under which paths there is a file, all with slashes. */
export interface PathNames {
  /** One for each link on the way, the last one's last; none where there are no links. */
  links: readonly string[];
  /** Where the links lead. */
  real: string;
  /** Whether the file system has it under further names that nobody can list (hard links). */
  hasMore: boolean;
}

/**
 * The names of a path. A link leads on by its own word: also to what is not there, not any more or not yet.
 * @param path absolute, with slashes
 * @returns null where links lead round in circles
 * @throws what the file system throws, but for what is not there
 */
export async function pathNames(path: string, files: NodeFiles): Promise<PathNames | null> {
  const found = await realPath(path, files);
  // Few files have links on their way.
  if (found.isThere && found.real === path) return { ...found, links: [] };
  const links = await linkNames(path, (one) => files.readlink(one).catch(() => null));
  if (links === null) return null;
  const last = links.at(-1);
  return { ...(found.isThere || last === undefined ? found : await realPath(last, files)), links };
}

interface RealPath {
  real: string;
  hasMore: boolean;
  isThere: boolean;
}

/** Of a file that is not there yet, the folder that is tells. */
async function realPath(path: string, files: NodeFiles): Promise<RealPath> {
  try {
    const real = await files.realpath(path);
    const stat = await files.stat(path);
    return { real, hasMore: stat.isFile() && stat.nlink > 1, isThere: true };
  } catch (error) {
    const [, folder, name] = /^((?:[a-z]:)?\/|.+(?=\/))\/?([^/]+)$/i.exec(path) ?? [];
    if ((error as { code?: string }).code !== 'ENOENT' || folder === undefined) throw error;
    const { real } = await realPath(folder, files);
    return { real: `${real.replace(/\/$/, '')}/${name!}`, hasMore: false, isThere: false };
  }
}
