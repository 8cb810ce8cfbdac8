import type { Background } from '../../base/background.ts';
import { importersOf } from '../sources/importers.ts';
import type { Hint } from '../sources/snippetHint.ts';
import type { ImportIndex } from './importIndex.ts';
import type { HintPosition, HintSource } from './hintSource.ts';
import { workspaceFile } from './workspaceFile.ts';
import type { WorkspacePaths } from './workspacePaths.ts';

/** Hints at files that import the user's file, among those that are indexed anyway. */
export class ImporterHints implements HintSource {
  readonly name = 'importers';
  readonly #index: ImportIndex;
  readonly #paths: WorkspacePaths;
  readonly #background: Background;

  constructor(index: ImportIndex, paths: WorkspacePaths, background: Background) {
    this.#index = index;
    this.#paths = paths;
    this.#background = background;
  }

  async hints({ document }: HintPosition): Promise<readonly Hint[]> {
    const file = workspaceFile(document.uri);
    if (!file) return [];
    const { folder, path } = file;
    const found = await this.#background.run(importersOf(path, this.#index.in(folder), this.#paths.in(folder)));
    return found.map(({ uri }, at) => ({ uri, source: this.name, weight: 1 / (1 + at / 5) }));
  }
}
