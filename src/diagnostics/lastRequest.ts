import * as vscode from 'vscode';
import type { Event } from '../base/emitter.ts';
import { showInformation } from '../base/vscode/notify.ts';
import type { EngineEvent } from '../completion/events.ts';
import type { SentRequest } from '../completion/prompt/prompt.ts';
import { lastRequestText } from './lastRequestText.ts';

/** Scheme of the read-only document. Infill completes nothing in it. */
const scheme = 'infill-last-request';

/** Keeps the last request in memory, and shows it to the user. */
export class LastRequest {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;
  readonly #listener: { dispose(): void };
  #sent: { request: SentRequest; at: Date } | null = null;
  #text = '';

  constructor(events: Event<EngineEvent>) {
    const provider = { onDidChange: this.#changed.event, provideTextDocumentContent: () => this.#text };
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, provider);
    this.#listener = events((event) => {
      if (event.type === 'sent') this.#sent = { request: event.sent, at: new Date() };
    });
  }

  /** The command *Show Last Request*: shows the request in a read-only editor. */
  async show(): Promise<void> {
    const t = vscode.l10n.t;
    if (!this.#sent) {
      void showInformation(t('Infill: nothing has been sent yet in this window.'));
      return;
    }
    this.#text = lastRequestText(this.#sent.request, this.#sent.at);
    const uri = vscode.Uri.from({ scheme, path: t('Last Request') });
    this.#changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  dispose(): void {
    this.#listener.dispose();
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
