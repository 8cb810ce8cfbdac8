import * as vscode from 'vscode';
import type { Log } from '../base/vscode/log.ts';
import { readSettings, type Settings } from './settings.ts';

/** The settings `infill.*` in effect. */
export class UserSettings {
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<Settings>();
  readonly #listeners: vscode.Disposable;
  #current = read();
  /** Problems that are already in the log. */
  #reported = new Set<string>();

  /** Fires when a setting may have changed: VS Code reports changes that change nothing, too (1.139.1). */
  readonly onDidChange = this.#changed.event;

  constructor(log: Log) {
    this.#log = log;
    const { workspace } = vscode;
    this.#listeners = vscode.Disposable.from(
      this.#changed,
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('infill')) this.#refresh();
      }),
      // Each folder has its settings.
      workspace.onDidChangeWorkspaceFolders(() => this.#refresh()),
    );
    this.#reportProblems();
  }

  get current(): Settings {
    return this.#current;
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  #refresh(): void {
    this.#current = read();
    this.#reportProblems();
    this.#changed.fire(this.#current);
  }

  #reportProblems(): void {
    const { problems } = this.#current;
    for (const problem of problems) if (!this.#reported.has(problem)) this.#log.warn(problem);
    this.#reported = new Set(problems);
  }
}

function read(): Settings {
  const folderExcludes = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => {
    return vscode.workspace.getConfiguration('infill', uri).inspect('exclude')?.workspaceFolderValue;
  });
  return readSettings(vscode.workspace.getConfiguration('infill'), folderExcludes);
}
