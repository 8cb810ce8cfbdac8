import * as vscode from 'vscode';
import { fileNames } from './fileNames.ts';

/** Where files are in the workspace, whose folders may be links themselves. */
export class WorkspacePlaces {
  #realFolders: Promise<readonly { folder: vscode.Uri; real: vscode.Uri }[]> | null = null;

  /** The file's addresses in the workspace, of which folders that are links give it several; none for one outside of it. */
  async of(file: vscode.Uri): Promise<vscode.Uri[]> {
    const places = vscode.workspace.getWorkspaceFolder(file) ? [file] : [];
    this.#realFolders ??= realFolders();
    for (const { folder, real } of await this.#realFolders) {
      if (file.scheme !== real.scheme || !file.path.startsWith(`${real.path}/`)) continue;
      const place = vscode.Uri.joinPath(folder, file.path.slice(real.path.length));
      if (place.path !== file.path) places.push(place);
    }
    return places;
  }

  /** The workspace has other folders now. */
  forget(): void {
    this.#realFolders = null;
  }
}

/** Of the workspace's folders that a file is in, which may be within one another, the outermost. */
export function outermostFolder(
  file: vscode.Uri,
  folderOf: (uri: vscode.Uri) => vscode.WorkspaceFolder | undefined = (uri) => vscode.workspace.getWorkspaceFolder(uri),
): vscode.WorkspaceFolder | undefined {
  let outermost = folderOf(file);
  for (let next = outermost; next; next = next.uri.path === '/' ? undefined : folderOf(parentOf(next.uri)))
    outermost = next;
  return outermost;
}

/** A file of the workspace with its path as it is from the workspace's folder on, that one's name included. */
export function inFolder(place: vscode.Uri): vscode.Uri {
  const folder = outermostFolder(place);
  const above = folder ? parentOf(folder.uri).path.replace(/\/$/, '').length : 0;
  return place.with({ path: place.path.slice(above) });
}

/** The folder that a file or folder is in. */
export function parentOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..');
}

async function realFolders() {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return Promise.all(folders.map(async ({ uri }) => ({ folder: uri, real: (await fileNames(uri))?.real ?? uri })));
}
