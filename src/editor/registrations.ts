import * as vscode from 'vscode';
import { documentSchemes, isDocument } from './documentSchemes.ts';

/**
 * Registers an inline completion provider for documents only: the known schemes at once, the others when a document of
 * theirs opens. On a remote machine VS Code takes `file` for `vscode-remote`, too, and would ask twice (1.139.1): there,
 * no document opens under that name.
 */
export class Registrations {
  readonly #provider: vscode.InlineCompletionItemProvider;
  /** The latest of each scheme: VS Code may still ask one that it took the place of. */
  readonly #current = new Map<string, vscode.Disposable>();
  readonly #replaced: vscode.Disposable[] = [];
  readonly #listener: vscode.Disposable;

  constructor(provider: vscode.InlineCompletionItemProvider) {
    this.#provider = provider;
    const { workspace } = vscode;
    const registerFor = (document: vscode.TextDocument) => {
      if (isDocument(document)) this.#register(document.uri.scheme);
    };
    for (const scheme of documentSchemes) if (scheme !== 'vscode-remote') this.#register(scheme);
    workspace.textDocuments.forEach(registerFor);
    this.#listener = workspace.onDidOpenTextDocument(registerFor);
  }

  /** Registers anew for a scheme, so that VS Code takes what it has of this place for outdated. */
  renew(scheme: string): void {
    const old = this.#current.get(scheme);
    if (!old) return;
    this.#current.delete(scheme);
    this.#register(scheme);
    this.#replaced.push(old);
  }

  /** Takes back the registrations that others took the place of, but for the last: what is in view may be its text. */
  disposeReplaced(): void {
    for (const old of this.#replaced.splice(0, this.#replaced.length - 1)) void old.dispose();
  }

  dispose(): void {
    this.#listener.dispose();
    for (const old of this.#replaced) void old.dispose();
    this.#current.forEach((registration) => void registration.dispose());
  }

  #register(scheme: string): void {
    if (this.#current.has(scheme)) return;
    const registration: vscode.Disposable = vscode.languages.registerInlineCompletionItemProvider(
      { scheme },
      {
        provideInlineCompletionItems: (document, position, context, token) =>
          this.#current.get(scheme) === registration
            ? this.#provider.provideInlineCompletionItems(document, position, context, token)
            : [],
      },
    );
    this.#current.set(scheme, registration);
  }
}
