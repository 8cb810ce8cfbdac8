import type { Work } from '../../base/background.ts';
import { resolveImport, type Specifier } from './imports.ts';
import { folderOf, nameOf } from './path.ts';
import { type Paths } from './paths.ts';

/** An indexed file and its imports. */
export interface ImportingFile {
  uri: string;
  /** From the workspace folder. */
  path: string;
  language: string;
  specifiers: readonly Specifier[];
}

/** Files that are imported by the name of their folder. */
const ofFolder = /^(?:index\.\w+(?:\.\w+)?|__init__\.pyi?|(?:mod|lib|main)\.rs|[^/]+\.go)$/;

/** The files among these that import the one with this path. */
export function* importersOf<T extends ImportingFile>(path: string, files: readonly T[], paths: Paths): Work<T[]> {
  const mayMean = mayMeanFile(path);
  const found: T[] = [];
  for (const file of files) {
    yield;
    if (file.path === path) continue;
    for (const specifier of file.specifiers) {
      // Resolving is expensive, and most imports name other files.
      if (!mayMean(specifier)) continue;
      yield;
      if (!resolveImport(specifier, file.path, file.language, paths).includes(path)) continue;
      found.push(file);
      break;
    }
  }
  return found;
}

/** Whether an import has the name of a file, or of its folder. */
function mayMeanFile(path: string): (specifier: Specifier) => boolean {
  const name = nameOf(path);
  const isOfFolder = ofFolder.test(name);
  // A dot at the beginning is part of the name: `.eslintrc.ts`.
  const stem = name.replace(/(?!^)\..*$/, '');
  const names = isOfFolder ? [stem, nameOf(folderOf(path))] : [stem];
  const wanted = names.filter((one) => one !== '');
  return (specifier) => {
    if (isOfFolder && /^[./]+$/.test(specifier)) return true;
    return wanted.some((one) => specifier.includes(one) && namesIn(specifier).includes(one));
  };
}

/** The names in `./a/store.ts`, `app.store`, `crate::store` or `.eslintrc.ts`, with and without extensions. */
function namesIn(specifier: Specifier): string[] {
  const names = specifier.split(/\/|::/);
  return [...names.map((one) => one.replace(/(?!^)\..*$/, '')), ...specifier.split(/[/.:\\]+/)];
}
