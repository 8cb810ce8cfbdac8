import * as vscode from 'vscode';
import { importsOf, resolveImport } from '../../completion/context/imports.ts';
import type { Lead } from '../../completion/context/lead.ts';
import type { Place, Source } from './place.ts';
import { workspaceFile } from './workspaceFile.ts';
import type { WorkspacePaths } from './workspacePaths.ts';

/** Finds the files that the user's file imports: those of its own project, by their names. */
export class Imports implements Source {
  readonly name = 'imports';
  readonly #paths: WorkspacePaths;

  constructor(paths: WorkspacePaths) {
    this.#paths = paths;
  }

  leads({ document }: Place): readonly Lead[] {
    const file = workspaceFile(document.uri);
    if (!file) return [];
    const { languageId: language } = document;
    const paths = this.#paths.in(file.folder);
    const specifiers = importsOf(headOf(document), language).slice(0, mostSpecifiers);
    const found = specifiers.flatMap((specifier) => resolveImport(specifier, file.path, language, paths));
    return [...new Set(found)].map((path, at) => {
      const uri = vscode.Uri.joinPath(file.folder.uri, path).toString();
      return { uri, source: this.name, weight: 1 / (1 + at / 20) } as const;
    });
  }
}

/** Imports stand above the code; so many lines are looked at, and so many characters of them. */
const headLines = 400;
const headCharacters = 20_000;
const mostSpecifiers = 100;

function headOf(document: vscode.TextDocument): string {
  const lines: string[] = [];
  let left = headCharacters;
  for (let line = 0; line < Math.min(headLines, document.lineCount) && left > 0; line++) {
    const text = document.lineAt(line).text.slice(0, left);
    lines.push(text);
    left -= text.length + 1;
  }
  return lines.join('\n');
}
