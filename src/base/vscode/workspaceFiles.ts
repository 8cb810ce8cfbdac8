import * as vscode from 'vscode';

/**
 * Changes of the workspace's files on disk: one watcher that all parts share. VS Code reports no file outside the
 * workspace and none that `files.watcherExclude` names; for a folder that is deleted or renamed it reports the folder alone.
 */
export class WorkspaceFiles {
  readonly #watcher = vscode.workspace.createFileSystemWatcher('**/*');
  readonly onDidCreate = this.#watcher.onDidCreate;
  readonly onDidChange = this.#watcher.onDidChange;
  readonly onDidDelete = this.#watcher.onDidDelete;

  /** Listens to all three events. */
  onEvent(listener: (uri: vscode.Uri) => void): vscode.Disposable {
    const events = [this.onDidCreate, this.onDidChange, this.onDidDelete];
    return vscode.Disposable.from(...events.map((event) => event(listener)));
  }

  dispose(): void {
    this.#watcher.dispose();
  }
}
