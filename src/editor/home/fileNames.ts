import * as vscode from 'vscode';

/** Under which names there is a file. */
export interface FileNames {
  /** Its own, those of the links on the way, and the last one. */
  all: readonly vscode.Uri[];
  /** Where the links lead. */
  real: vscode.Uri;
  /** Whether the file system has it under further names that nobody can list (hard links). */
  hasMore: boolean;
}

/** What is used of Node's file system. */
interface NodeFiles {
  readlink(path: string): Promise<string>;
  realpath(path: string): Promise<string>;
  stat(path: string): Promise<{ nlink: number; isFile(): boolean }>;
}

/** Node's file system, which alone tells where a link leads; a browser's worker has none. */
const files = (globalThis as { process?: { getBuiltinModule?(name: string): NodeFiles } }).process?.getBuiltinModule?.(
  'node:fs/promises',
);

/** More links in a row lead round in circles; Linux gives up here, too. */
const mostLinks = 40;

/**
 * The names of a file; null where a link leads nobody can tell where: then it may be anywhere. Asks the file system, so
 * this is nothing for a keystroke's way.
 */
export async function fileNames(uri: vscode.Uri): Promise<FileNames | null> {
  const own = ownName(uri);
  const alone = { all: [own], real: own, hasMore: false };
  if (own.scheme === 'untitled') return alone;
  if (own.scheme !== 'file' || !files) return (await isLinked(own)) ? null : alone;
  const all = [own];
  try {
    for (let name: vscode.Uri | null = own; name;) {
      name = await nextName(name, files);
      if (name) all.push(name);
      if (all.length > mostLinks) return null;
    }
    const { real, hasMore } = await realName(own, files);
    return { all: [...all, real], real, hasMore };
  } catch {
    return null;
  }
}

/** A notebook's cell has an address of its own. */
function ownName(uri: vscode.Uri): vscode.Uri {
  if (uri.scheme !== 'vscode-notebook-cell') return uri;
  const notebook = vscode.workspace.notebookDocuments.find((one) => one.uri.path === uri.path);
  return notebook?.uri ?? uri.with({ scheme: 'file', fragment: '' });
}

/** Where a link leads by its own word; null for what is none. */
async function nextName(name: vscode.Uri, files: NodeFiles): Promise<vscode.Uri | null> {
  const target = await files.readlink(name.fsPath).catch(() => null);
  if (target === null) return null;
  const isAbsolute = /^([/\\]|[a-z]:)/i.test(target);
  return isAbsolute ? vscode.Uri.file(target) : vscode.Uri.joinPath(name, '..', target);
}

/** Of a file that is not there yet, the folder that is tells. */
async function realName(name: vscode.Uri, files: NodeFiles): Promise<{ real: vscode.Uri; hasMore: boolean }> {
  try {
    const real = vscode.Uri.file(await files.realpath(name.fsPath));
    const stat = await files.stat(name.fsPath);
    return { real, hasMore: stat.isFile() && stat.nlink > 1 };
  } catch (error) {
    const folder = vscode.Uri.joinPath(name, '..');
    if ((error as { code?: string }).code !== 'ENOENT' || folder.path === name.path) throw error;
    const { real } = await realName(folder, files);
    return { real: vscode.Uri.joinPath(real, name.path.split('/').at(-1)!), hasMore: false };
  }
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
