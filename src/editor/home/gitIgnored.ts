import * as vscode from 'vscode';
import { IgnoreFiles } from './ignoreFiles.ts';

/** What is used of the API of VS Code's git extension, version 1. */
interface GitApi {
  getRepository(uri: vscode.Uri): GitRepository | null;
}

interface GitRepository {
  /** @returns those of the paths that git ignores; a file that git has is not ignored */
  checkIgnore(paths: string[]): Promise<Set<string>>;
}

interface GitExtension {
  enabled: boolean;
  getAPI(version: 1): GitApi;
}

interface Question {
  file: vscode.Uri;
  answer: (isIgnored: boolean) => void;
}

/**
 * Knows which files of the workspace git ignores: by VS Code's git extension, which asks git itself; where there is no
 * such extension or no repository, by the `.gitignore` files.
 */
export class GitIgnored {
  readonly #files = new IgnoreFiles('.gitignore');
  readonly #changed = new vscode.EventEmitter<void>();
  /** Fires when a `.gitignore` has changed. */
  readonly onDidChange = this.#changed.event;
  readonly #watcher = vscode.workspace.createFileSystemWatcher('**/.gitignore');
  /** They are asked together: each call starts a process. */
  #questions: Question[] = [];

  constructor() {
    const forget = () => {
      this.#files.forget();
      this.#changed.fire();
    };
    this.#watcher.onDidCreate(forget);
    this.#watcher.onDidChange(forget);
    this.#watcher.onDidDelete(forget);
  }

  /** Whether git ignores a file, by the names that it has in the workspace. */
  isIgnored(file: vscode.Uri): Promise<boolean> {
    return new Promise((answer) => {
      this.#questions.push({ file, answer });
      if (this.#questions.length === 1) setTimeout(() => void this.#ask(this.#questions.splice(0)));
    });
  }

  dispose(): void {
    this.#watcher.dispose();
    this.#changed.dispose();
  }

  async #ask(questions: readonly Question[]): Promise<void> {
    const git = await gitApi();
    const ofRepository = new Map<GitRepository | null, Question[]>();
    for (const question of questions) {
      const repository = question.file.scheme === 'file' ? (git?.getRepository(question.file) ?? null) : null;
      ofRepository.set(repository, [...(ofRepository.get(repository) ?? []), question]);
    }
    for (const [repository, own] of ofRepository) {
      const paths = own.map(({ file }) => file.fsPath);
      const ignored = await repository?.checkIgnore(paths).catch(() => undefined);
      for (const { file, answer } of own) {
        if (ignored) answer(ignored.has(file.fsPath));
        else void this.#files.ignores(file).then(answer, () => answer(true));
      }
    }
  }
}

/** Null without the extension, and where the user has turned git off. */
async function gitApi(): Promise<GitApi | null> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!extension) return null;
  try {
    const git = await extension.activate();
    return git.enabled ? git.getAPI(1) : null;
  } catch {
    return null;
  }
}
