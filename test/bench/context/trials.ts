import type { Lead } from '../../../src/completion/context/lead.ts';
import { Library } from '../../../src/completion/context/library.ts';
import type { SourceFile } from '../../../src/completion/context/sourceFile.ts';
import { drained } from './drained.ts';
import { Graph } from './graph.ts';
import { type History, historyOf } from './history.ts';
import { type Hole, holesOf } from './holes.ts';
import { Leads } from './leads.ts';
import type { Package } from './packages.ts';

/** A hole, and all that somebody has who chooses snippets for it. */
export interface Trial {
  one: Package;
  hole: Hole;
  history: History;
  /** Holds the package as it is with the hole. */
  library: Library;
  leads: Leads;
  /** What the sources propose. */
  found: readonly Lead[];
  /** A copy of the missing lines elsewhere would be the answer. */
  isAllowed: (file: SourceFile) => boolean;
}

/** The trials of some packages, one at a time: the next one makes the last invalid. */
export function* trialsOf(some: readonly Package[], mostHoles: number): Generator<Trial, void> {
  for (const one of some) {
    const graph = new Graph(one);
    const leads = new Leads(one, graph);
    const library = new Library(1e9);
    for (const file of one.files.values()) drained(library.put(file));
    for (const hole of holesOf(one, mostHoles)) {
      drained(library.put(hole.file));
      const history = historyOf(hole, one, graph);
      const isAllowed = ({ text }: SourceFile) => !text.includes(hole.missing);
      const found = leads.of(hole, history).filter(({ uri }) => isAllowed(fileAt(one, uri)!));
      yield { one, hole, history, library, leads, found, isAllowed };
      drained(library.put(one.files.get(hole.file.path)!));
    }
  }
}

/** A file of a package by its address. */
export function fileAt({ files }: Package, uri: string): SourceFile | undefined {
  return files.get(uri.slice('file:///'.length));
}
