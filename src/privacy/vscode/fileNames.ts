import * as vscode from 'vscode';
import { type NodeFiles, pathNames } from '../pathNames.ts';

/** Under which names there is a file. */
export interface FileNames {
  /** Its own, those that links on the way give it, and the last one. */
  all: readonly vscode.Uri[];
  /** Where the links lead. */
  real: vscode.Uri;
  /** Whether the file system has it under further names that nobody can list (hard links). */
  hasMore: boolean;
}

/** Node, whose file system alone tells where a link leads; a browser's worker has none. */
const node = (globalThis as { process?: { platform: string; getBuiltinModule?(name: string): NodeFiles } }).process;
const files = node?.getBuiltinModule?.('node:fs/promises');

/**
 * The names of a file; null where a link leads nobody can tell where: then it may be anywhere. Asks the file system, so
 * this is nothing for a keystroke's way.
 */
export async function fileNames(uri: vscode.Uri): Promise<FileNames | null> {
  const own = ownName(uri);
  const alone = { all: [own], real: own, hasMore: false };
  if (own.scheme === 'untitled') return alone;
  if (own.scheme !== 'file' || !files) return (await isLinked(own)) ? null : alone;
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

/** A notebook's cell has an address of its own; so has a document that is to become a file at its first save. */
function ownName(uri: vscode.Uri): vscode.Uri {
  if (uri.scheme === 'untitled' && uri.path.startsWith('/')) {
    const folder = vscode.workspace.workspaceFolders?.find((one) => one.uri.authority === uri.authority);
    return uri.with({ scheme: folder?.uri.scheme ?? 'file' });
  }
  if (uri.scheme !== 'vscode-notebook-cell') return uri;
  const notebook = vscode.workspace.notebookDocuments.find((one) => one.uri.path === uri.path);
  return notebook?.uri ?? uri.with({ scheme: 'file', fragment: '' });
}

/** Also with the letter of a drive as VS Code has it. */
function slashed(path: string): string {
  if (node?.platform !== 'win32') return path;
  return path.replaceAll('\\', '/').replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
}

/** Whether a file, or a folder of the workspace above it, is a link: VS Code's file system says that, and no more. */
async function isLinked(uri: vscode.Uri): Promise<boolean> {
  const top = vscode.workspace.getWorkspaceFolder(uri)?.uri.path;
  for (let name = uri; ; name = vscode.Uri.joinPath(name, '..')) {
    const stat = await Promise.resolve(vscode.workspace.fs.stat(name)).catch(() => null);
    if (stat && (stat.type & vscode.FileType.SymbolicLink) !== 0) return true;
    if (top === undefined || name.path === top || name.path === '/') return false;
  }
}
