import * as vscode from 'vscode';
import type { Background } from '../../base/background.ts';
import type { Hint } from '../sources/snippetHint.ts';
import { siblingsOf } from '../sources/siblings.ts';
import type { HintPosition, HintSource } from './hintSource.ts';
import { workspaceFile } from './workspaceFile.ts';
import type { WorkspacePaths } from './workspacePaths.ts';

/** Hints at the files that belong with the user's: its test or subject, its header or source, like files of the folder. */
export class SiblingHints implements HintSource {
  readonly name = 'siblings';
  readonly #paths: WorkspacePaths;
  readonly #background: Background;

  constructor(paths: WorkspacePaths, background: Background) {
    this.#paths = paths;
    this.#background = background;
  }

  async hints({ document }: HintPosition): Promise<readonly Hint[]> {
    const file = workspaceFile(document.uri);
    if (!file) return [];
    const found = await this.#background.run(siblingsOf(file.path, this.#paths.in(file.folder)));
    return found.map(({ path, weight }) => {
      return { uri: vscode.Uri.joinPath(file.folder.uri, path).toString(), source: this.name, weight };
    });
  }
}
