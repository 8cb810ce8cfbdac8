import * as vscode from 'vscode';
import { fileNames } from './fileNames.ts';

/** Where files are in the workspace, whose folders may be links themselves. */
export class WorkspacePlaces {
  #realFolders: Promise<readonly { folder: vscode.Uri; real: vscode.Uri }[]> | null = null;

  /** The file's address in the workspace; null for one that is outside of it. */
  async of(file: vscode.Uri): Promise<vscode.Uri | null> {
    if (vscode.workspace.getWorkspaceFolder(file)) return file;
    this.#realFolders ??= realFolders();
    for (const { folder, real } of await this.#realFolders) {
      if (file.scheme !== real.scheme || !file.path.startsWith(`${real.path}/`)) continue;
      return vscode.Uri.joinPath(folder, file.path.slice(real.path.length));
    }
    return null;
  }

  /** The workspace has other folders now. */
  forget(): void {
    this.#realFolders = null;
  }
}

async function realFolders() {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return Promise.all(folders.map(async ({ uri }) => ({ folder: uri, real: (await fileNames(uri))?.real ?? uri })));
}
