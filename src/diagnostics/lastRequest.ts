import * as vscode from 'vscode';
import type { SentRequest } from '../completion/prompt.ts';
import { lastRequestText } from './lastRequestText.ts';
import { showInformation } from '../base/vscode/notify.ts';

/** A read-out, which nothing is completed in. */
const scheme = 'infill-last-request';

/** Keeps what was sent last, in memory alone, and shows it to a user who wants to check. */
export class LastRequest {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;
  #sent: { request: SentRequest; at: Date } | null = null;
  #text = '';

  constructor() {
    const provider = { onDidChange: this.#changed.event, provideTextDocumentContent: () => this.#text };
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, provider);
  }

  /** Hears what is sent. */
  sent(request: SentRequest): void {
    this.#sent = { request, at: new Date() };
  }

  /** *Infill: Show Last Request*: what was sent last until now, in an editor that is read-only. */
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
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
