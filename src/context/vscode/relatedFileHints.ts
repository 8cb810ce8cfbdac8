import * as vscode from 'vscode';
import type { Background, Work } from '../../base/background.ts';
import type { SourceName } from '../../completion/prompt/snippet.ts';
import { importersOf } from '../sources/importers.ts';
import { importedFiles } from '../sources/imports.ts';
import { siblingsOf } from '../sources/siblings.ts';
import type { HintSource } from './hintSource.ts';
import type { ImportIndex } from './importIndex.ts';
import { type WorkspaceFile, workspaceFile } from './workspaceFile.ts';
import type { WorkspacePaths } from './workspacePaths.ts';

/** A file that the user's is related to; `weight` as in a hint. */
interface Related {
  uri: string;
  weight: number;
}

/** Hints at the files of the workspace folder that the user's file imports, first imported first. */
export function importHints(paths: WorkspacePaths, background: Background): HintSource {
  return relatedFiles('imports', background, function* ({ folder, path }, document) {
    const found = yield* importedFiles(headOf(document), path, document.languageId, paths.in(folder));
    return found.map((one, at) => ({ uri: uriOf(folder, one), weight: 1 / (1 + at / 20) }));
  });
}

/** Hints at files that import the user's file, among those that are indexed anyway. */
export function importerHints(index: ImportIndex, paths: WorkspacePaths, background: Background): HintSource {
  return relatedFiles('importers', background, function* ({ folder, path }) {
    const found = yield* importersOf(path, index.in(folder), paths.in(folder));
    return found.map(({ uri }, at) => ({ uri, weight: 1 / (1 + at / 5) }));
  });
}

/** Hints at the files that belong with the user's: its test or subject, its header or source, like files of the folder. */
export function siblingHints(paths: WorkspacePaths, background: Background): HintSource {
  return relatedFiles('siblings', background, function* ({ folder, path }) {
    const found = yield* siblingsOf(path, paths.in(folder));
    return found.map((one) => ({ uri: uriOf(folder, one.path), weight: one.weight }));
  });
}

/** @param find finds the files that are related to one of the workspace */
function relatedFiles(
  name: SourceName,
  background: Background,
  find: (file: WorkspaceFile, document: vscode.TextDocument) => Work<Related[]>,
): HintSource {
  return {
    name,
    async hints({ document }) {
      const file = workspaceFile(document.uri);
      const found = file ? await background.run(find(file, document)) : [];
      return found.map((one) => ({ ...one, source: name }));
    },
  };
}

function uriOf(folder: vscode.WorkspaceFolder, path: string): string {
  return vscode.Uri.joinPath(folder.uri, path).toString();
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
