import * as vscode from 'vscode';
import { BatchedQueries } from '../batchedQueries.ts';
import type { Clock } from '../../base/clock.ts';
import type { WorkspaceFiles } from '../../base/vscode/workspaceFiles.ts';
import { fileNames } from './fileNames.ts';
import { IgnoreFiles } from './ignoreFiles.ts';
import { outermostFolder, parentOf } from './workspacePlaces.ts';

/** What is used of the API of VS Code's git extension, version 1. */
interface GitApi {
  /** Fires once the repositories of the workspace are found. */
  readonly onDidChangeState: vscode.Event<unknown>;
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
  getRepository(uri: vscode.Uri): GitRepository | null;
}

interface GitRepository {
  readonly rootUri: vscode.Uri;
  /** @returns those of the paths that git ignores; a file that git has is not ignored */
  checkIgnore(paths: string[]): Promise<Set<string>>;
}

interface GitExtension {
  enabled: boolean;
  getAPI(version: 1): GitApi;
}

/**
 * Knows which files of the workspace git ignores: by VS Code's git extension, which asks git itself; where there is no
 * such extension or no repository, by the `.gitignore` files and `.git/info/exclude`, those above the workspace included.
 */
export class GitIgnored {
  readonly #files = new IgnoreFiles(['.git/info/exclude', '.gitignore'], (file) => this.#topOf(file));
  /** The topmost folders with rules, by the folder that was asked about. */
  readonly #tops = new Map<string, Promise<vscode.Uri | undefined>>();
  readonly #changed = new vscode.EventEmitter<void>();
  /** Fires when rules have changed, and when git knows more than before: it needs a while at the start. */
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: { dispose(): unknown }[] = [this.#changed];
  #isHeard = false;
  /** By the addresses of files. Each call of git's starts a process. */
  readonly #answers: BatchedQueries;

  constructor(workspaceFiles: WorkspaceFiles, clock: Clock) {
    this.#answers = new BatchedQueries((files) => this.#ask(files.map((file) => vscode.Uri.parse(file, true))), clock);
    this.#subscriptions.push(
      workspaceFiles.onEvent(({ path }) => {
        if (/\/(\.gitignore|\.git\/info\/exclude)$/i.test(path)) this.#forget();
      }),
      // Nothing watches the folders above the workspace.
      vscode.window.onDidChangeActiveTextEditor(() => this.#forgetRules()),
    );
  }

  /** Whether git ignores a file, by the names that it has in the workspace; files that are asked for in a row are asked together. */
  isIgnored(file: vscode.Uri): Promise<boolean> {
    return this.#answers.answerTo(file.toString());
  }

  /** Files have come or gone: git is asked anew. A file whose text alone has changed is ignored, or not, as before. */
  forgetAnswers(): void {
    this.#answers.forget();
  }

  dispose(): void {
    this.#answers.end();
    for (const one of this.#subscriptions) one.dispose();
  }

  #forget(): void {
    this.#forgetRules();
    this.#changed.fire();
  }

  #forgetRules(): void {
    this.forgetAnswers();
    this.#files.forget();
    this.#tops.clear();
  }

  async #ask(files: readonly vscode.Uri[]): Promise<boolean[]> {
    const git = await this.#api();
    const found = await Promise.all(
      files.map(async (file) => {
        // Where the workspace is open by a link, git may know its files by their real names alone.
        const names = [file, (await fileNames(file))?.real ?? file];
        const name = names.find((one) => one.scheme === 'file' && git?.getRepository(one)) ?? file;
        return { names, path: name.fsPath, repository: git?.getRepository(name) };
      }),
    );
    // The API has another object for a repository each time.
    const ignored = new Map<string | undefined, Set<string> | undefined>();
    for (const { repository } of found) {
      const root = repository?.rootUri.path;
      if (ignored.has(root)) continue;
      const own = found.filter((one) => one.repository?.rootUri.path === root);
      ignored.set(root, await repository?.checkIgnore(own.map(({ path }) => path)).catch(() => undefined));
    }
    return Promise.all(
      found.map(async ({ names, path, repository }) => {
        const byGit = ignored.get(repository?.rootUri.path);
        return byGit ? byGit.has(path) : this.#isNamedByFiles(names).catch(() => true);
      }),
    );
  }

  /** Null without the extension, and where the user has turned git off. */
  async #api(): Promise<GitApi | null> {
    const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
    if (!extension) return null;
    try {
      const exports = await extension.activate();
      const git = exports.enabled ? exports.getAPI(1) : null;
      if (git && !this.#isHeard) {
        this.#isHeard = true;
        const forget = () => this.#forget();
        this.#subscriptions.push(git.onDidOpenRepository(forget), git.onDidChangeState(forget));
      }
      return git;
    } catch {
      return null;
    }
  }

  async #isNamedByFiles(names: readonly vscode.Uri[]): Promise<boolean> {
    const verdicts = await Promise.all(names.map((name) => this.#files.ignores(name)));
    return verdicts.includes(true);
  }

  /** The top of the repository that has the workspace's folder, or the file where it is in none; else that folder. */
  #topOf(file: vscode.Uri): Promise<vscode.Uri | undefined> {
    const folder = outermostFolder(file)?.uri;
    const start = folder ?? parentOf(file);
    const key = start.toString();
    let top = this.#tops.get(key);
    if (!top) this.#tops.set(key, (top = repositoryAt(start).then((found) => found ?? folder)));
    return top;
  }
}

/** The lowest folder from this one upwards that is the top of a repository. */
async function repositoryAt(folder: vscode.Uri): Promise<vscode.Uri | undefined> {
  const stat = vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, '.git'));
  if (await Promise.resolve(stat).catch(() => null)) return folder;
  return folder.path === '/' ? undefined : repositoryAt(parentOf(folder));
}
