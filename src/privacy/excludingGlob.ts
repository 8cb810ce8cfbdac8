import { readGlob } from '../base/glob.ts';
import { newWork, type Wildcards } from '../base/wildcards.ts';
import { originalNames } from './backupNames.ts';
import { isHidden, plainGlob } from './excludeSetting.ts';
import { isScript, isSource } from './sourceEndings.ts';

/** A glob of a list, read for a file that it names, and for that and what is in a folder that it names. */
interface ReadGlob {
  glob: string;
  isForHidden: boolean;
  /** Whether it names folders alone, with `/**` at its end. */
  isForFolders: boolean;
  file: Wildcards | null;
  withFolders: Wildcards | null;
}

/** The lists that were read: a setting's list stays the same object until it changes. */
const readLists = new WeakMap<readonly string[], readonly ReadGlob[]>();

/**
 * The first of the globs that excludes a file; null for none. Case does not count: some file systems ignore it, and `.ENV`
 * holds secrets like `.env`.
 * @param path absolute, with slashes, such as `/a/b`, `c:/a/b`, `//server/share/a`
 * @param below for the default's globs, which find more forms of backups: the path from the opened folder, or `path` where
 * the file is in none. Globs that are not for hidden names spare source code in folders that they name. Those for folders
 * alone, whose names are plain words, spare scripts as well, and the name of the opened folder does not count for them.
 */
export function excludingGlob(path: string, globs: readonly string[], below?: string): string | null {
  let list = readLists.get(globs);
  if (!list) readLists.set(globs, (list = globs.map(read)));
  const namesOf = (one: string) => originalNames(one.normalize().toLowerCase(), below !== undefined);
  const names = namesOf(path);
  const namesBelow = below === undefined || below === path ? names : namesOf(below);
  const isCode = below !== undefined && names.some(isSource);
  const isSparedInFolders = isCode || (below !== undefined && names.some(isScript));
  const work = newWork();
  const found = list.find(({ isForHidden, isForFolders, file, withFolders }) => {
    const isSpared = !isForHidden && (isForFolders ? isSparedInFolders : isCode);
    const wildcards = isSpared ? file : withFolders;
    return wildcards !== null && (isForFolders ? namesBelow : names).some((name) => wildcards.matches(name, work));
  });
  return found?.glob ?? null;
}

/** The path by which a user knows a file outside the workspace: macOS's `/tmp`, `/var` and `/etc` are links to `/private`. */
export function plainPath(path: string): string {
  return path.replace(/^\/private(?=\/(tmp|var|etc)\/)/, '');
}

/**
 * VS Code compares a glob with the whole path, but `secrets/*.ts` is meant for a folder of that name anywhere, and a glob
 * that names a folder is meant for all that is in it, and `secrets/**` for that alone.
 */
function read(glob: string): ReadGlob {
  const plain = plainGlob(glob);
  const whole = /^(\/|\*\*|[a-z]:)/i.test(plain) ? plain : `**/${plain}`;
  const pattern = whole.replace(/\/$/, '');
  const isForFolders = pattern.endsWith('/**');
  return {
    glob,
    isForHidden: isHidden(glob),
    isForFolders,
    file: isForFolders ? null : readGlob(pattern),
    withFolders: readGlob(isForFolders ? `${pattern}/*` : `${pattern}/**`),
  };
}
