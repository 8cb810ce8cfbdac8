import * as vscode from 'vscode';
import { outermostFolder, parentOf } from './workspaceUris.ts';

/** A folder with a `.git` (a folder, or in a worktree or submodule a file), or one in which git keeps its files. */
type Kind = 'top' | 'git' | null;

/** The repositories around files. Kept until `forget`. */
export class Repositories {
  /** By the folder's URI. */
  readonly #kinds = new Map<string, Promise<Kind>>();

  /** The top folder whose rules hold for a file: of the repository around its workspace folder, else that folder. */
  async rulesTop(file: vscode.Uri): Promise<vscode.Uri | undefined> {
    const folder = outermostFolder(file)?.uri;
    if (!file.path.startsWith('/')) return undefined;
    return (await this.#nearest(folder ?? parentOf(file), ['top']))?.folder ?? folder;
  }

  /** Whether a file is one of git's own, in a folder of any name: of a bare repository, a worktree, `--separate-git-dir`. */
  async isInGitFolder(file: vscode.Uri): Promise<boolean> {
    if (!file.path.startsWith('/')) return false;
    return (await this.#nearest(parentOf(file), ['top', 'git']))?.kind === 'git';
  }

  /** The folders may have changed. */
  forget(): void {
    this.#kinds.clear();
  }

  async #nearest(start: vscode.Uri, kinds: readonly Kind[]): Promise<{ folder: vscode.Uri; kind: Kind } | undefined> {
    for (let folder = start; ; folder = parentOf(folder)) {
      const kind = await this.#kindOf(folder);
      if (kind && kinds.includes(kind)) return { folder, kind };
      if (folder.path === '/') return undefined;
    }
  }

  #kindOf(folder: vscode.Uri): Promise<Kind> {
    const key = folder.toString();
    let kind = this.#kinds.get(key);
    if (!kind) this.#kinds.set(key, (kind = kindOf(folder)));
    return kind;
  }
}

/** Git itself takes a folder with these for one of its own (gitrepository-layout): `commondir` is a worktree's. */
async function kindOf(folder: vscode.Uri): Promise<Kind> {
  const has = (...names: string[]) => Promise.all(names.map((name) => exists(vscode.Uri.joinPath(folder, name))));
  const [isTop, hasHead] = await has('.git', 'HEAD');
  if (isTop || !hasHead) return isTop ? 'top' : null;
  const [isWorktree, hasObjects, hasRefs] = await has('commondir', 'objects', 'refs');
  return isWorktree || (hasObjects && hasRefs) ? 'git' : null;
}

/** Whether a file or folder exists. */
export function exists(uri: vscode.Uri): Promise<boolean> {
  return Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
}
