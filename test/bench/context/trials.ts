import type { Hint } from '../../../src/context/sources/snippetHint.ts';
import { DeclarationIndex } from '../../../src/context/index/declarationIndex.ts';
import type { SourceFile } from '../../../src/context/index/sourceFile.ts';
import { drained } from '../../support/work.ts';
import { Graph } from './graph.ts';
import { type History, historyOf } from './history.ts';
import { type Hole, holesOf } from './holes.ts';
import { HintSources } from './hints.ts';
import type { Package } from './packages.ts';

/** A hole, and all that a strategy may use for it. */
export interface Trial {
  one: Package;
  hole: Hole;
  history: History;
  /** Indexes the package, with the hole. */
  declarationIndex: DeclarationIndex;
  hints: HintSources;
  /** The hints of the sources. */
  found: readonly Hint[];
  /** False for files with a copy of the missing lines, which would give the solution away. */
  isAllowed: (file: SourceFile) => boolean;
}

/** The trials of some packages, one at a time: the next one invalidates the previous one. */
export function* trialsOf(some: readonly Package[], maxHoles: number): Generator<Trial, void> {
  for (const one of some) {
    const graph = new Graph(one);
    const hints = new HintSources(one, graph);
    const declarationIndex = new DeclarationIndex(1e9);
    for (const file of one.files.values()) drained(declarationIndex.put(file));
    for (const hole of holesOf(one, maxHoles)) {
      drained(declarationIndex.put(hole.file));
      const history = historyOf(hole, one, graph);
      const isAllowed = ({ text }: SourceFile) => !text.includes(hole.missing);
      const found = hints.of(hole, history).filter(({ uri }) => isAllowed(fileAt(one, uri)!));
      yield { one, hole, history, declarationIndex, hints, found, isAllowed };
      drained(declarationIndex.put(one.files.get(hole.file.path)!));
    }
  }
}

/** A file of a package by its URI. */
export function fileAt({ files }: Package, uri: string): SourceFile | undefined {
  return files.get(uri.slice('file:///'.length));
}
