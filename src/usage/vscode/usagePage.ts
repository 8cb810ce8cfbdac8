import * as vscode from 'vscode';
import { dayOf } from '../../base/day.ts';
import { systemClock } from '../../base/clock.ts';
import type { PageData, PageMessage } from '../page/contract.ts';
import type { Connection } from '../../connection/connection.ts';
import { ask, showError } from '../../base/vscode/notify.ts';
import type { UsageTracker } from '../tracker.ts';

/** The page that shows usage. Its script and style are inline: it loads nothing. */
export class UsagePage {
  readonly #tracker: UsageTracker;
  readonly #connection: Connection;
  readonly #extensionUri: vscode.Uri;
  readonly #listener: vscode.Disposable;
  #panel: vscode.WebviewPanel | null = null;

  constructor(
    tracker: UsageTracker,
    onDidChangeUsage: vscode.Event<void>,
    connection: Connection,
    extensionUri: vscode.Uri,
  ) {
    this.#tracker = tracker;
    this.#connection = connection;
    this.#extensionUri = extensionUri;
    this.#listener = onDidChangeUsage(() => this.#update());
  }

  async show(): Promise<void> {
    if (this.#panel) {
      this.#panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      'infill.usage',
      vscode.l10n.t('Infill: Usage'),
      vscode.ViewColumn.Active,
      { enableScripts: true, localResourceRoots: [] },
    );
    this.#panel = panel;
    panel.onDidDispose(() => (this.#panel = null));
    panel.webview.onDidReceiveMessage((message: PageMessage) => this.#onMessage(message));
    panel.webview.html = pageHtml(await this.#read('usage.js'), await this.#read('usage.css'));
  }

  dispose(): void {
    this.#listener.dispose();
    this.#panel?.dispose();
  }

  async #onMessage(message: PageMessage): Promise<void> {
    try {
      await this.#handle(message);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      void showError(vscode.l10n.t('Infill: usage could not be read or written: {0}', why));
    }
  }

  async #handle(message: PageMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        // The change that this reports updates the page.
        return this.#tracker.flush();
      case 'export':
        return this.#export(message);
      case 'reset':
        return this.#reset();
    }
  }

  #update(): void {
    if (!this.#panel?.visible) return;
    const data: PageData = {
      rows: this.#tracker.rows,
      today: dayOf(systemClock.date()),
      budget: this.#connection.settings.budget,
      locale: vscode.env.language,
      bundle: vscode.l10n.bundle ?? {},
    };
    void this.#panel.webview.postMessage(data);
  }

  async #export({ format, text }: Extract<PageMessage, { type: 'export' }>): Promise<void> {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const target = await vscode.window.showSaveDialog({
      title: vscode.l10n.t('Export Usage'),
      filters: { [format.toUpperCase()]: [format] },
      ...(folder && { defaultUri: vscode.Uri.joinPath(folder.uri, `infill-usage.${format}`) }),
    });
    if (target) await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  }

  async #reset(): Promise<void> {
    const reset = vscode.l10n.t('Reset');
    const question = vscode.l10n.t('Forget all usage that was counted on this machine?');
    const detail = vscode.l10n.t(
      "This also restarts the month's budget. Export the figures first if you want to keep them.",
    );
    const chosen = await ask(question, detail, reset);
    if (chosen === reset) await this.#tracker.reset();
  }

  async #read(name: string): Promise<string> {
    const file = vscode.Uri.joinPath(this.#extensionUri, 'dist', name);
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  }
}

function pageHtml(script: string, style: string): string {
  // Without a bundle the page's texts are English.
  const language = vscode.l10n.bundle ? vscode.env.language : 'en';
  const nonce = crypto.randomUUID();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title></title>
<style nonce="${nonce}">${style}</style>
</head>
<body><script nonce="${nonce}">${script}</script></body>
</html>`;
}
