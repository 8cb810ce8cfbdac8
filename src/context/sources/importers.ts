import type { Work } from '../../base/background.ts';
import { resolveImport, type Specifier } from './imports.ts';
import { folderOf, nameOf } from './path.ts';
import { type Paths } from './paths.ts';

/** A file that was read, and what it imports. */
export interface ImportingFile {
  uri: string;
  /** From the workspace's folder. */
  path: string;
  language: string;
  specifiers: readonly Specifier[];
}

/** Files that are imported by their folder's name. */
const ofFolder = /^(?:index\.\w+(?:\.\w+)?|__init__\.pyi?|(?:mod|lib|main)\.rs|[^/]+\.go)$/;

/** Those of some files that import the file with this path. */
export function* importersOf<T extends ImportingFile>(path: string, files: readonly T[], paths: Paths): Work<T[]> {
  const isMeant = meaning(path);
  const found: T[] = [];
  for (const file of files) {
    yield;
    if (file.path === path) continue;
    for (const specifier of file.specifiers) {
      // Most imports are of other files, and their names say so.
      if (!isMeant(specifier)) continue;
      yield;
      if (!resolveImport(specifier, file.path, file.language, paths).includes(path)) continue;
      found.push(file);
      break;
    }
  }
  return found;
}

/** Whether an import may mean a file, by the names in it: the file's, or that of its folder. */
function meaning(path: string): (specifier: Specifier) => boolean {
  const name = nameOf(path);
  const isOfFolder = ofFolder.test(name);
  // A first dot begins a name: `.eslintrc.ts`.
  const stem = name.replace(/(?!^)\..*$/, '');
  const names = isOfFolder ? [stem, nameOf(folderOf(path))] : [stem];
  const wanted = names.filter((one) => one !== '');
  return (specifier) => {
    if (isOfFolder && /^[./]+$/.test(specifier)) return true;
    return wanted.some((one) => specifier.includes(one) && partsOf(specifier).includes(one));
  };
}

/** The names in `./a/store.ts`, `app.store`, `crate::store` or `.eslintrc.ts`, with their ends and without. */
function partsOf(specifier: Specifier): string[] {
  const names = specifier.split(/\/|::/);
  return [...names.map((one) => one.replace(/(?!^)\..*$/, '')), ...specifier.split(/[/.:\\]+/)];
}
