import { Chance } from '../../support/chance.ts';
import { folderOf } from '../../../src/context/sources/path.ts';

import type { Graph } from './graph.ts';
import type { Hole } from './holes.ts';
import type { Package } from './packages.ts';

/** The user's actions before a hole; all strategies get the same. */
export interface History {
  /** Paths of visited files, the latest first; the first ones are open in tabs. */
  recent: readonly string[];
  /** Places of recent edits, the latest first. */
  edited: readonly { path: string; lines: readonly [number, number] }[];
}

const steps = 24;
const maxRecent = 15;
/** Users follow imports, stay in a folder, or go anywhere. Weights are a choice. */
const shares = { alongImports: 0.55, inFolder: 0.25 };
const editedFiles = 2;

/** A plausible history before a hole, drawn backwards from it; the same for the same hole. */
export function historyOf({ name, file }: Hole, { files }: Package, graph: Graph): History {
  const chance = new Chance(`history ${name}`);
  const all = [...files.keys()];
  const recent: string[] = [];
  let at = file.path;
  for (let step = 0; step < steps && recent.length < maxRecent; step++) {
    const way = chance.between(0, 1);
    const imports = [...graph.importsOf(at), ...graph.importersOf(at)];
    const beside = all.filter((path) => folderOf(path) === folderOf(at));
    const choices = way < shares.alongImports ? imports : way < shares.alongImports + shares.inFolder ? beside : all;
    const next = choices[chance.below(Math.max(1, choices.length))] ?? all[chance.below(all.length)]!;
    if (next !== file.path && !recent.includes(next)) recent.push(next);
    // Users mostly return to the file that they came from.
    at = chance.happens(0.5) ? file.path : next;
  }
  const edited = recent.slice(0, editedFiles).map((path) => {
    const lines = files.get(path)!.text.split('\n').length;
    const first = chance.below(lines);
    return { path, lines: [first, Math.min(lines - 1, first + 3)] as const };
  });
  return { recent, edited };
}
