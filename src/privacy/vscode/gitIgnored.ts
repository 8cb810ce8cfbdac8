import * as vscode from 'vscode';
import { BatchedQueries } from '../batchedQueries.ts';
import type { Clock } from '../../base/clock.ts';
import type { WorkspaceFiles } from '../../base/vscode/workspaceFiles.ts';
import { fileNames } from './fileNames.ts';
import { IgnoreFiles } from './ignoreFiles.ts';
import { Repositories } from './repositories.ts';

/** The part of the API (version 1) of VS Code's git extension that is used. */
interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  /** Fires when the repositories of the workspace are found. */
  readonly onDidChangeState: vscode.Event<unknown>;
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
  getRepository(uri: vscode.Uri): GitRepository | null;
}

interface GitRepository {
  readonly rootUri: vscode.Uri;
  /** @returns the paths that git ignores; it ignores no file that it tracks */
  checkIgnore(paths: string[]): Promise<Set<string>>;
}

interface GitExtension {
  enabled: boolean;
  getAPI(version: 1): GitApi;
}

/**
 * Says which files of the workspace git ignores: by VS Code's git extension, which asks git. Without that extension or a
 * repository, by `.git/info/exclude` and the `.gitignore` files, also those above the workspace.
 */
export class GitIgnored {
  readonly #repositories = new Repositories();
  readonly #files = new IgnoreFiles(['.git/info/exclude', '.gitignore'], (file) => this.#repositories.rulesTop(file));
  readonly #changed = new vscode.EventEmitter<void>();
  /** Fires when rules have changed, and when git has found a repository: at the start that takes a while. */
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: { dispose(): unknown }[] = [this.#changed];
  #isListening = false;
  /** By URI. Each call of git starts a process. */
  readonly #answers: BatchedQueries;

  constructor(workspaceFiles: WorkspaceFiles, clock: Clock) {
    this.#answers = new BatchedQueries((files) => this.#ask(files.map((file) => vscode.Uri.parse(file, true))), clock);
    this.#subscriptions.push(
      workspaceFiles.onEvent(({ path }) => {
        if (/\/(\.gitignore|\.git\/info\/exclude)$/i.test(path)) this.#forget();
      }),
      // The folders above the workspace are not watched.
      vscode.window.onDidChangeActiveTextEditor(() => this.#forgetRules()),
    );
  }

  /** Whether git ignores a file. Calls in quick succession share one call of git. */
  isIgnored(file: vscode.Uri): Promise<boolean> {
    return this.#answers.answerTo(file.toString());
  }

  /** Files were created or deleted: git is asked again. A change of a file's text makes no difference. */
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
    this.#repositories.forget();
  }

  async #ask(files: readonly vscode.Uri[]): Promise<boolean[]> {
    const git = await this.#api();
    const found = await Promise.all(
      files.map(async (file) => {
        // In a workspace that was opened by a link, git may know its files by their real names only.
        const names = [file, (await fileNames(file))?.real ?? file];
        const name = names.find((one) => one.scheme === 'file' && git?.getRepository(one)) ?? file;
        return { names, path: name.fsPath, repository: git?.getRepository(name) };
      }),
    );
    // Each call of the API makes another object for a repository.
    const ignored = new Map<string | undefined, Set<string> | undefined>();
    for (const { repository } of found) {
      const root = repository?.rootUri.path;
      if (ignored.has(root)) continue;
      const inIt = found.filter((one) => one.repository?.rootUri.path === root);
      const paths = inIt.map(({ path }) => path);
      ignored.set(root, repository ? await ignoredIn(repository, paths).catch(() => undefined) : undefined);
    }
    return Promise.all(
      found.map(async ({ names, path, repository }) => {
        const byGit = ignored.get(repository?.rootUri.path);
        return byGit ? byGit.has(path) : this.#isIgnoredByFiles(names).catch(() => true);
      }),
    );
  }

  /** Null without the extension, or where the user has turned git off. */
  async #api(): Promise<GitApi | null> {
    const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
    if (!extension) return null;
    try {
      const exports = await extension.activate();
      const git = exports.enabled ? exports.getAPI(1) : null;
      if (git && !this.#isListening) {
        this.#isListening = true;
        const forget = () => this.#forget();
        this.#subscriptions.push(git.onDidOpenRepository(forget), git.onDidChangeState(forget));
      }
      // Before, it knows neither the repository nor the user's own rules.
      if (git?.state === 'uninitialized') await new Promise((resolve) => git.onDidChangeState(resolve));
      return git;
    } catch {
      return null;
    }
  }

  async #isIgnoredByFiles(names: readonly vscode.Uri[]): Promise<boolean> {
    const ignored = await Promise.all(names.map((name) => this.#files.ignores(name)));
    return ignored.includes(true);
  }
}

/**
 * The paths that git ignores. VS Code takes the answer at the exit of git, when output may still be on its way (1.139.1):
 * a path that is missing from it is asked for once more.
 */
async function ignoredIn(repository: GitRepository, paths: readonly string[]): Promise<Set<string>> {
  const ignored = await repository.checkIgnore([...paths]);
  const missing = paths.filter((path) => !ignored.has(path));
  const late = missing.length > 0 ? await repository.checkIgnore(missing) : [];
  return new Set([...ignored, ...late]);
}
