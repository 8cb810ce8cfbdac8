import * as vscode from 'vscode';
import { documentSchemes, isDocument } from './documentSchemes.ts';

/**
 * Registers an inline completion provider for documents only: the known schemes at once, the others when a document of
 * that scheme opens. On a remote machine VS Code treats `file` as `vscode-remote` and would ask twice (1.139.1), so
 * `vscode-remote` is not registered up front.
 */
export class Registrations {
  readonly #provider: vscode.InlineCompletionItemProvider;
  readonly #current = new Map<string, vscode.Disposable>();
  /** Registrations that were renewed, and those of them that VS Code has no text of any more. */
  #replaced: vscode.Disposable[] = [];
  #unused: vscode.Disposable[] = [];
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

  /** Registers the provider of a scheme once more, so that VS Code asks it although it has asked at this place. */
  renew(scheme: string): void {
    const old = this.#current.get(scheme);
    if (!old) return;
    this.#current.delete(scheme);
    this.#register(scheme);
    this.#replaced.push(old);
  }

  /**
   * VS Code asks at another place. It still shows a text of the last place, and frees that with the answer: a replaced
   * registration is disposed at the next call.
   */
  onRequest(): void {
    if (this.#replaced.length === 0 && this.#unused.length === 0) return;
    for (const old of this.#unused) void old.dispose();
    this.#unused = this.#replaced;
    this.#replaced = [];
  }

  dispose(): void {
    this.#listener.dispose();
    for (const one of [...this.#unused, ...this.#replaced, ...this.#current.values()]) void one.dispose();
  }

  #register(scheme: string): void {
    if (this.#current.has(scheme)) return;
    const registration: vscode.Disposable = vscode.languages.registerInlineCompletionItemProvider(
      { scheme },
      {
        // VS Code also asks a replaced registration until it is disposed.
        provideInlineCompletionItems: (document, position, context, token) =>
          this.#current.get(scheme) === registration
            ? this.#provider.provideInlineCompletionItems(document, position, context, token)
            : [],
      },
    );
    this.#current.set(scheme, registration);
  }
}
