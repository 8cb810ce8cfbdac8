import { resolveImport } from '../../completion/context/imports.ts';
import type { Lead } from '../../completion/context/lead.ts';
import { nameOf } from '../../completion/context/paths.ts';
import type { ImportIndex } from './importIndex.ts';
import type { Place, Source } from './place.ts';
import { workspaceFile } from './workspaceFile.ts';
import type { WorkspacePaths } from './workspacePaths.ts';

/** So many specifiers are looked up in all, of the files that were read last first: a few milliseconds' work. */
const mostLooks = 500;

/** Finds files that import the user's file, among those that were read for other reasons: no file is read to find out. */
export class Importers implements Source {
  readonly name = 'importers';
  readonly #index: ImportIndex;
  readonly #paths: WorkspacePaths;

  constructor(index: ImportIndex, paths: WorkspacePaths) {
    this.#index = index;
    this.#paths = paths;
  }

  leads({ document }: Place): readonly Lead[] {
    const own = workspaceFile(document.uri);
    if (!own) return [];
    const paths = this.#paths.in(own.folder);
    const stem = nameOf(own.path).replace(/\..*$/, '');
    const leads: Lead[] = [];
    let left = mostLooks;
    for (const { uri, path, folder, language, specifiers } of this.#index.files) {
      if (folder !== own.folder.uri.toString() || path === own.path) continue;
      // Most imports are of other files, and their names say so.
      const likely = specifiers.filter((one) => one.includes(stem) || !/\w/.test(nameOf(one)));
      left -= likely.length;
      if (left < 0) break;
      const isImporter = likely.some((one) => resolveImport(one, path, language, paths).includes(own.path));
      if (isImporter) leads.push({ uri, source: this.name, weight: 1 / (1 + leads.length / 5) });
    }
    return leads;
  }
}
