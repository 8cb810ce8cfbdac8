import { cutFile } from '../../../src/context/index/cutFile.ts';
import type { CutFile, Declaration } from '../../../src/context/index/declaration.ts';
import type { Hint } from '../../../src/context/sources/snippetHint.ts';
import { namesIn } from '../../../src/context/index/names.ts';
import { SymbolTable } from '../../../src/context/index/symbolTable.ts';
import { codeOf } from '../../../src/language/lineReader.ts';
import { siblingsOf } from '../../../src/context/sources/siblings.ts';
import { drained } from '../../support/work.ts';
import { type Graph, importedBy } from './graph.ts';
import type { History } from './history.ts';
import type { Hole } from './holes.ts';
import type { Package } from './packages.ts';

/** Position of a declaration in a package. */
interface Definition {
  file: CutFile;
  declaration: Declaration;
}

/** Lines around the cursor whose names are looked up, and the number of names: as in the extension. */
const around = { before: 30, after: 10, names: 24 };
const max = { imports: 40, importers: 8, definitions: 2 };

/** The hints of the extension's sources in a package. The text replaces the language servers of VS Code. */
export class HintSources {
  readonly #package: Package;
  readonly #graph: Graph;
  readonly #table = new SymbolTable();
  readonly #definitions = new Map<string, Definition[]>();
  /** Files that are read when the user visits a file. */
  readonly #read = new Map<string, readonly string[]>();

  constructor(one: Package, graph: Graph) {
    this.#package = one;
    this.#graph = graph;
    for (const file of one.files.values()) {
      const cut = drained(cutFile(file, this.#table));
      for (const declaration of cut.declarations) this.#define({ file: cut, declaration });
    }
  }

  /** The hints for a hole. Declarations of its own file are left out: they might contain the missing lines. */
  of({ file, context }: Hole, { recent, edited }: History): Hint[] {
    const { files, paths } = this.#package;
    const falling = (some: readonly string[], source: Hint['source'], half: number): Hint[] =>
      some.map((path, index) => ({ uri: files.get(path)!.uri, source, weight: half / (half + index) }));
    const imports = importedBy(file, paths);
    const definitions = this.#definitionsFor(context, file.path, imports);
    const edits = edited.map(({ path, lines }, index): Hint => {
      return { uri: files.get(path)!.uri, source: 'edits', lines, weight: 1 / (1 + index / 5) };
    });
    const siblings = drained(siblingsOf(file.path, paths)).map(({ path, weight }): Hint => {
      return { uri: files.get(path)!.uri, source: 'siblings', weight };
    });
    const read = new Set([file.path, ...recent].flatMap((path) => this.#readAt(path)));
    const importers = this.#graph.importersOf(file.path).filter((path) => read.has(path));
    return [
      ...definitions,
      ...falling(imports.slice(0, max.imports), 'imports', 20),
      ...falling(importers.slice(0, max.importers), 'importers', 5),
      ...falling(recent, 'tabs', 10),
      ...edits,
      ...siblings,
    ];
  }

  /** Whether another file declares a name, so that only readers of that file can know it. */
  isDeclaredOutside(path: string, name: string): boolean {
    return (this.#definitions.get(name) ?? []).some(({ file }) => file.path !== path);
  }

  /** Importers are found among the files that were read for other reasons, here and in visited files. */
  #readAt(path: string): readonly string[] {
    const siblings = () => drained(siblingsOf(path, this.#package.paths)).map((sibling) => sibling.path);
    const read = this.#read.get(path) ?? [path, ...this.#graph.importsOf(path), ...siblings()];
    this.#read.set(path, read);
    return read;
  }

  #define(definition: Definition): void {
    const { declaration } = definition;
    const inner = declaration.members.flatMap(({ declares }) => [...declares]);
    for (const id of declaration.declares) {
      if (inner.includes(id)) continue;
      const name = this.#table.nameOf(id);
      this.#definitions.set(name, [...(this.#definitions.get(name) ?? []), definition]);
    }
    for (const member of declaration.members) this.#define({ file: definition.file, declaration: member });
  }

  #definitionsFor({ prefix, suffix, language }: Hole['context'], own: string, imports: readonly string[]): Hint[] {
    const before = namesIn(codeOf(prefix.split('\n').slice(-around.before).join('\n'), language)).reverse();
    const after = namesIn(codeOf(suffix.split('\n').slice(0, around.after).join('\n'), language));
    const names = [...new Set([...before, ...after])].slice(0, around.names);
    const found = names.flatMap((name, at) => {
      return this.#definitionsOf(name, own, imports).map((one) => ({
        ...one,
        name,
        weight: 1 - at / around.names / 2,
      }));
    });
    // The types of the declarations, as VS Code's type definitions return them.
    const types = found.flatMap(({ file, declaration, weight }) => {
      const head = file.text.slice(declaration.from, declaration.to).split('\n').slice(0, 3).join('\n');
      const typed = namesIn(codeOf(head, language)).filter((name) => /^[A-Z]/.test(name));
      return typed.flatMap((name) => {
        return this.#definitionsOf(name, own, imports).map((one) => ({ ...one, name, weight: weight / 2 }));
      });
    });
    return [...found, ...types].map(({ file, declaration, name, weight }): Hint => {
      return { uri: file.uri, source: 'definitions', lines: [declaration.start, declaration.end - 1], weight, name };
    });
  }

  /** Searches the imported files, then all files where few have that name. */
  #definitionsOf(name: string, own: string, imports: readonly string[]): Definition[] {
    const all = (this.#definitions.get(name) ?? []).filter(({ file }) => file.path !== own);
    const imported = all.filter(({ file }) => imports.includes(file.path));
    const found = imported.length > 0 ? imported : all;
    return found.length > max.definitions ? [] : found;
  }
}
