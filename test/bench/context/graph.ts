import { importsOf, resolveImport } from '../../../src/context/sources/imports.ts';
import type { Paths } from '../../../src/context/sources/paths.ts';
import type { SourceFile } from '../../../src/context/index/sourceFile.ts';
import type { Package } from './packages.ts';

/** The imports within a package, read from the text as the extension does. */
export class Graph {
  readonly #imports = new Map<string, string[]>();
  readonly #importers = new Map<string, string[]>();

  constructor({ files, paths }: Package) {
    for (const file of files.values()) {
      const { path } = file;
      const imports = importedBy(file, paths);
      this.#imports.set(path, imports);
      for (const imported of imports) this.#importers.set(imported, [...(this.#importers.get(imported) ?? []), path]);
    }
  }

  importsOf(path: string): readonly string[] {
    return this.#imports.get(path) ?? [];
  }

  importersOf(path: string): readonly string[] {
    return this.#importers.get(path) ?? [];
  }
}

/** The files that a file imports. */
export function importedBy({ path, text, language }: SourceFile, paths: Paths): string[] {
  return [...new Set(importsOf(text, language).flatMap((one) => resolveImport(one, path, language, paths)))];
}
