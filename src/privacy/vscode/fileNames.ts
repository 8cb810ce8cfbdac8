import * as vscode from 'vscode';
import { type NodeFiles, pathNames } from '../pathNames.ts';

/** The names of a file. */
export interface FileNames {
  /** Its own name, one for each link that is followed, and `real`. */
  all: readonly vscode.Uri[];
  /** The path without links. */
  real: vscode.Uri;
  /** Whether the file has hard links: no API lists those names. */
  hasMore: boolean;
}

/** Only Node's file system returns the target of a link; a browser's worker does not have it. */
const node = (globalThis as { process?: { platform: string; getBuiltinModule?(name: string): NodeFiles } }).process;
const files = node?.getBuiltinModule?.('node:fs/promises');

/**
 * The names of a file; null where the target of a link is unknown: then it may be any file. Calls the file system, so it is
 * too slow for a keystroke.
 */
export async function fileNames(uri: vscode.Uri): Promise<FileNames | null> {
  const own = ownName(uri);
  const onlyName = { all: [own], real: own, hasMore: false };
  if (own.scheme === 'untitled') return onlyName;
  if (own.scheme !== 'file' || !files) return (await isLinked(own)) ? null : onlyName;
  try {
    const names = await pathNames(slashed(own.fsPath), {
      readlink: async (path) => slashed(await files.readlink(path)),
      realpath: async (path) => slashed(await files.realpath(path)),
      stat: (path) => files.stat(path),
    });
    if (!names) return null;
    const real = vscode.Uri.file(names.real);
    const all = names.links.map((name) => vscode.Uri.file(name));
    return { all: real.fsPath === own.fsPath ? [own] : [own, ...all, real], real, hasMore: names.hasMore };
  } catch {
    return null;
  }
}

/** The name of the notebook for its cells, and of the future file for a document that was never saved. */
function ownName(uri: vscode.Uri): vscode.Uri {
  if (uri.scheme === 'untitled' && uri.path.startsWith('/')) {
    const folder = vscode.workspace.workspaceFolders?.find((one) => one.uri.authority === uri.authority);
    return uri.with({ scheme: folder?.uri.scheme ?? 'file' });
  }
  if (uri.scheme !== 'vscode-notebook-cell') return uri;
  const notebook = vscode.workspace.notebookDocuments.find((one) => one.uri.path === uri.path);
  return notebook?.uri ?? uri.with({ scheme: 'file', fragment: '' });
}

/** With slashes, and on Windows with the drive's letter in lower case, as in VS Code's URIs. */
function slashed(path: string): string {
  if (node?.platform !== 'win32') return path;
  return path.replaceAll('\\', '/').replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
}

/** Whether a file, or a folder above it in the workspace, is a link: VS Code's file system does not say where to. */
async function isLinked(uri: vscode.Uri): Promise<boolean> {
  const top = vscode.workspace.getWorkspaceFolder(uri)?.uri.path;
  for (let name = uri; ; name = vscode.Uri.joinPath(name, '..')) {
    const stat = await Promise.resolve(vscode.workspace.fs.stat(name)).catch(() => null);
    if (stat && (stat.type & vscode.FileType.SymbolicLink) !== 0) return true;
    if (top === undefined || name.path === top || name.path === '/') return false;
  }
}
