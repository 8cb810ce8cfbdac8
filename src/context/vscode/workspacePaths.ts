import * as vscode from 'vscode';
import type { Background, Work } from '../../base/background.ts';
import { WorkQueue } from '../../base/workQueue.ts';
import { folderOf } from '../sources/path.ts';
import { Paths } from '../sources/paths.ts';
import type { WorkspaceFiles } from '../../base/vscode/workspaceFiles.ts';
import type { GitIgnored } from '../../privacy/vscode/gitIgnored.ts';
import { IgnoreFiles } from '../../privacy/vscode/ignoreFiles.ts';
import { workspaceFile } from './workspaceFile.ts';

/** Folders without the user's own code. */
const skipped = new Set(['node_modules', '.git', '.hg', '.svn', '.jj', '__pycache__', '.venv', 'venv']);
/** Folders that are read at a time. A choice: the user needs the disk, too. */
const maxReading = 2;
/** A choice: `npm run bench -- --context` prints the memory that paths take. */
const maxPaths = 50_000;

/**
 * The paths of the files in the workspace's folders. Each folder is read once, in the background, without what `.gitignore`
 * names; from then on the watcher reports changes. `workspace.findFiles` would not do: it lists what `.gitignore` names,
 * which may fill the bound, and does not answer for a file system without a search provider (1.139.1).
 */
export class WorkspacePaths {
  readonly #paths = new Map<string, Paths>();
  readonly #ignored = new IgnoreFiles('.gitignore');
  readonly #subscriptions: vscode.Disposable;
  readonly #background: Background;
  /** URIs of new files and folders. */
  readonly #created: WorkQueue<string>;
  #isDisposed = false;
  readonly #read = new vscode.EventEmitter<void>();
  /** Fires when folders have been read. */
  readonly onDidRead = this.#read.event;

  constructor(files: WorkspaceFiles, background: Background, gitIgnored: GitIgnored) {
    this.#background = background;
    this.#created = new WorkQueue(background, (uri) => this.#addNew(vscode.Uri.parse(uri, true)));
    const { workspace } = vscode;
    this.#subscriptions = vscode.Disposable.from(
      this.#read,
      files.onDidCreate((uri) => this.#add(uri)),
      files.onDidDelete((uri) => this.#remove(uri)),
      workspace.onDidChangeWorkspaceFolders(() => this.#clear()),
      // Other files may be ignored now.
      gitIgnored.onDidChange(() => this.#clear()),
      // VS Code reports no files in folders that are new (1.139.1), and those beside the user's file count most.
      vscode.window.onDidChangeActiveTextEditor((editor) => void this.#readBeside(editor?.document.uri)),
    );
  }

  /** The paths in a workspace folder that are known so far; the first call starts to read it. */
  in(folder: vscode.WorkspaceFolder): Paths {
    const key = folder.uri.toString();
    let paths = this.#paths.get(key);
    if (!paths) {
      this.#paths.set(key, (paths = new Paths()));
      void this.#readAll(folder.uri);
    }
    return paths;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#subscriptions.dispose();
  }

  async #readAll(top: vscode.Uri): Promise<void> {
    const folders = [top];
    const next = async (): Promise<void> => {
      const folder = folders.pop();
      if (!folder || this.#isDisposed || this.#isFull) return;
      folders.push(...(await this.#readOne(folder)));
      return next();
    };
    // A reader ends when no folder is left while the others still find new ones, so all of them start again.
    while (folders.length > 0 && !this.#isDisposed && !this.#isFull) {
      await Promise.all(Array.from({ length: maxReading }, next));
    }
    if (!this.#isDisposed) this.#read.fire();
  }

  /** Adds the files of a folder. @returns the folders in it that have to be read */
  async #readOne(folder: vscode.Uri): Promise<vscode.Uri[]> {
    const entries = await this.#readFiles(folder);
    const folders: vscode.Uri[] = [];
    for (const [name, type] of entries) {
      // Links have another type: they might form a loop.
      if (type !== vscode.FileType.Directory || skipped.has(name)) continue;
      const inner = vscode.Uri.joinPath(folder, name);
      if (!(await this.#ignored.ignores(vscode.Uri.joinPath(inner, 'any')))) folders.push(inner);
    }
    return folders;
  }

  /** Adds the files of a folder. @returns all entries of the folder */
  async #readFiles(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
    const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(folder)).catch(() => []);
    const files = entries.filter(([, type]) => type === vscode.FileType.File);
    await this.#background.run(this.#addAll(folder, files));
    return entries;
  }

  *#addAll(folder: vscode.Uri, files: readonly [string, vscode.FileType][]): Work<void> {
    const known = this.#of(vscode.Uri.joinPath(folder, 'any'));
    if (!known) return;
    const start = known.path.slice(0, -'any'.length);
    for (const [name] of files) {
      if (this.#isFull) return;
      known.paths.add(start + name);
      yield;
    }
  }

  async #readBeside(uri: vscode.Uri | undefined): Promise<void> {
    const known = uri && this.#of(uri);
    if (!known) return;
    const { paths, path } = known;
    const before = paths.inFolder(folderOf(path)).length;
    await this.#readFiles(vscode.Uri.joinPath(uri, '..'));
    if (paths.inFolder(folderOf(path)).length > before && !this.#isDisposed) this.#read.fire();
  }

  #add(uri: vscode.Uri): void {
    const known = this.#of(uri);
    if (!known || known.path.split('/').some((name) => skipped.has(name))) return;
    if (this.#created.size < maxPaths) this.#created.add(uri.toString());
  }

  #remove(uri: vscode.Uri): void {
    this.#created.remove(uri.toString());
    const known = this.#of(uri);
    if (!known) return;
    known.paths.remove(known.path);
    // VS Code reports a folder that is deleted, but not its files.
    if (known.paths.hasFolder(known.path)) void this.#background.run(known.paths.removeFolder(known.path));
  }

  async #addNew(uri: vscode.Uri): Promise<void> {
    if (this.#isDisposed || this.#isFull || (await this.#ignored.ignores(uri))) return;
    const stat = await Promise.resolve(vscode.workspace.fs.stat(uri)).catch(() => null);
    const known = this.#of(uri);
    if (stat?.type === vscode.FileType.File) known?.paths.add(known.path);
    else if (stat?.type === vscode.FileType.Directory) await this.#readAll(uri);
  }

  /** Everything is read again when it is wanted. */
  #clear(): void {
    this.#ignored.forget();
    this.#created.clear();
    this.#paths.clear();
    this.#read.fire();
  }

  get #isFull(): boolean {
    let count = 0;
    for (const paths of this.#paths.values()) count += paths.size;
    return count >= maxPaths;
  }

  #of(uri: vscode.Uri): { paths: Paths; path: string } | null {
    const file = workspaceFile(uri);
    const paths = file && this.#paths.get(file.folder.uri.toString());
    return paths ? { paths, path: file.path } : null;
  }
}
