import * as vscode from 'vscode';
import { documentSchemes, isDocument } from '../../base/vscode/documentSchemes.ts';

/** A registration of the provider for one scheme. */
interface Registration {
  disposable: vscode.Disposable;
  /** Number of the last call whose text may come from it. */
  lastCall: number;
}

/** The properties by which two calls of VS Code differ. */
interface Call {
  document: vscode.TextDocument;
  version: number;
  position: vscode.Position;
  triggerKind: vscode.InlineCompletionTriggerKind;
  /** Text of the selected entry of the suggestion list. */
  selected: string | undefined;
}

/**
 * Registers an inline completion provider for documents only: the known schemes at once, the others when a document of
 * that scheme opens. On a remote machine VS Code treats `file` as `vscode-remote`, so that registering both up
 * front would cause two calls (1.139.1).
 */
export class Registrations {
  readonly #provider: vscode.InlineCompletionItemProvider;
  readonly #current = new Map<string, Registration>();
  /** Registrations that were renewed. VS Code may still call them or show their text. */
  readonly #replaced = new Set<Registration>();
  /** Number of calls so far. */
  #calls = 0;
  /** The call that was answered last. */
  #last: Call | null = null;
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

  /** Registers the provider of a scheme again, so that VS Code calls it again at the same position. */
  renew(scheme: string): void {
    const old = this.#current.get(scheme);
    if (!old) return;
    this.#current.delete(scheme);
    this.#register(scheme);
    old.lastCall = this.#calls;
    this.#replaced.add(old);
  }

  /**
   * A call has come for another position. VS Code still shows the text of the call before, and frees it with the answer to
   * this one. So only registrations that had no part in these two calls are disposed.
   */
  onRequest(): void {
    this.#calls++;
    for (const old of this.#replaced) {
      if (old.lastCall >= this.#calls - 1) continue;
      this.#replaced.delete(old);
      old.disposable.dispose();
    }
  }

  dispose(): void {
    this.#listener.dispose();
    for (const { disposable } of [...this.#replaced, ...this.#current.values()]) disposable.dispose();
  }

  #register(scheme: string): void {
    if (this.#current.has(scheme)) return;
    const disposable = vscode.languages.registerInlineCompletionItemProvider(
      { scheme },
      {
        provideInlineCompletionItems: (document, position, context, token) => {
          const { triggerKind, selectedCompletionInfo } = context;
          const selected = selectedCompletionInfo?.text;
          const call = { document, version: document.version, position, triggerKind, selected };
          return this.#shouldAnswer(registration, call)
            ? this.#provider.provideInlineCompletionItems(document, position, context, token)
            : [];
        },
      },
    );
    const registration: Registration = { disposable, lastCall: 0 };
    this.#current.set(scheme, registration);
  }

  /**
   * Whether a registration answers a call. VS Code calls the newest first and the replaced ones, too (1.139.1). It
   * chooses the providers 50 ms before it calls them, so a renewal in between leaves the replaced ones alone.
   */
  #shouldAnswer(registration: Registration, call: Call): boolean {
    const isReplaced = this.#replaced.has(registration);
    if (isReplaced && this.#last && isSame(this.#last, call)) return false;
    if (isReplaced) registration.lastCall = this.#calls + 1;
    this.#last = call;
    return true;
  }
}

function isSame(one: Call, other: Call): boolean {
  return (
    one.document === other.document &&
    one.version === other.version &&
    one.position.isEqual(other.position) &&
    one.triggerKind === other.triggerKind &&
    one.selected === other.selected
  );
}
