import * as vscode from 'vscode';
import type { Background } from '../../base/background.ts';
import { importedFiles } from '../sources/imports.ts';
import type { Hint } from '../sources/snippetHint.ts';
import type { HintPosition, HintSource } from './hintSource.ts';
import { workspaceFile } from './workspaceFile.ts';
import type { WorkspacePaths } from './workspacePaths.ts';

/** Hints at the files of the workspace folder that the user's file imports, first imported first. */
export class ImportHints implements HintSource {
  readonly name = 'imports';
  readonly #paths: WorkspacePaths;
  readonly #background: Background;

  constructor(paths: WorkspacePaths, background: Background) {
    this.#paths = paths;
    this.#background = background;
  }

  async hints({ document }: HintPosition): Promise<readonly Hint[]> {
    const file = workspaceFile(document.uri);
    if (!file) return [];
    const work = importedFiles(headOf(document), file.path, document.languageId, this.#paths.in(file.folder));
    const found = await this.#background.run(work);
    return found.map((path, at) => {
      const uri = vscode.Uri.joinPath(file.folder.uri, path).toString();
      return { uri, source: this.name, weight: 1 / (1 + at / 20) } as const;
    });
  }
}

/** A choice: imports are at the top of a file. */
const maxHeadLines = 400;
const maxHeadCharacters = 50_000;

function headOf(document: vscode.TextDocument): string {
  const lines: string[] = [];
  let left = maxHeadCharacters;
  for (let line = 0; line < Math.min(maxHeadLines, document.lineCount) && left > 0; line++) {
    const text = document.lineAt(line).text.slice(0, left);
    lines.push(text);
    left -= text.length + 1;
  }
  return lines.join('\n');
}
