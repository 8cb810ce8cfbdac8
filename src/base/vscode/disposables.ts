import type * as vscode from 'vscode';

/** Disposables in the order in which they depend on each other. The last one added is disposed first. */
export class Disposables implements vscode.Disposable {
  readonly #all: vscode.Disposable[] = [];

  /** @returns the disposable */
  add<T extends vscode.Disposable>(disposable: T): T {
    this.#all.push(disposable);
    return disposable;
  }

  dispose(): void {
    while (this.#all.length > 0) this.#all.pop()!.dispose();
  }
}
