import * as vscode from 'vscode';
import { fileNames } from './fileNames.ts';

/** The URIs of files in the workspace, whose folders may be links. */
export class WorkspaceUris {
  #realFolders: Promise<readonly { folder: vscode.Uri; real: vscode.Uri }[]> | null = null;

  /** A file has several where folders are links, and none outside the workspace. */
  async of(file: vscode.Uri): Promise<vscode.Uri[]> {
    const uris = vscode.workspace.getWorkspaceFolder(file) ? [file] : [];
    this.#realFolders ??= realFolders();
    for (const { folder, real } of await this.#realFolders) {
      if (file.scheme !== real.scheme || !file.path.startsWith(`${real.path}/`)) continue;
      const uri = vscode.Uri.joinPath(folder, file.path.slice(real.path.length));
      if (uri.path !== file.path) uris.push(uri);
    }
    return uris;
  }

  /** The folders of the workspace have changed. */
  forget(): void {
    this.#realFolders = null;
  }
}

/** The outermost of the workspace folders that a file is in: they may be within one another. */
export function outermostFolder(
  file: vscode.Uri,
  folderOf: (uri: vscode.Uri) => vscode.WorkspaceFolder | undefined = (uri) => vscode.workspace.getWorkspaceFolder(uri),
): vscode.WorkspaceFolder | undefined {
  let outermost = folderOf(file);
  for (let next = outermost; next; next = next.uri.path === '/' ? undefined : folderOf(parentOf(next.uri)))
    outermost = next;
  return outermost;
}

/** A URI in the workspace with a path that begins with the name of the outermost workspace folder. */
export function fromFolder(uri: vscode.Uri): vscode.Uri {
  const folder = outermostFolder(uri);
  const above = folder ? parentOf(folder.uri).path.replace(/\/$/, '').length : 0;
  return uri.with({ path: uri.path.slice(above) });
}

/** The path of a file of the workspace from the outermost workspace folder, with a slash at its beginning. */
export function pathInFolder(uri: vscode.Uri): string {
  const folder = outermostFolder(uri)?.uri.path.replace(/\/$/, '') ?? '';
  return uri.path.slice(folder.length);
}

/** The folder that a file or folder is in. */
export function parentOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..');
}

/** The path of a file with slashes, as globs have it: `/a/b`, on Windows `c:/a/b` and `//server/share/a`. */
export function pathOf({ scheme, authority, path }: vscode.Uri): string {
  if (scheme === 'file' && authority !== '') return `//${authority}${path}`;
  return /^\/[a-z]:/i.test(path) ? path.slice(1) : path;
}

async function realFolders() {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return Promise.all(folders.map(async ({ uri }) => ({ folder: uri, real: (await fileNames(uri))?.real ?? uri })));
}
