import type * as vscode from 'vscode';

/** Disposables in the order in which they depend on each other. The last one added is disposed first. */
export class Disposables implements vscode.Disposable {
  readonly #all: vscode.Disposable[] = [];

  /** @returns the disposable */
  add<T extends vscode.Disposable>(disposable: T): T {
    this.#all.push(disposable);
    return disposable;
  }

  /** Disposes of all, even if one fails. */
  dispose(): void {
    const errors: unknown[] = [];
    for (const one of this.#all.splice(0).reverse()) {
      try {
        one.dispose();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors);
  }
}
