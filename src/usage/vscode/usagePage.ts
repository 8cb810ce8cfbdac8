import * as vscode from 'vscode';
import { dayOf } from '../../base/day.ts';
import type { Clock } from '../../base/clock.ts';
import type { PageData, PageMessage } from '../page/contract.ts';
import type { Connection } from '../../connection/connection.ts';
import { ask, showError } from '../../base/vscode/notify.ts';
import type { UsageTracker } from './usage.ts';

/** The page that shows usage. Its script and style are in the page itself: it loads nothing, from nowhere. */
export class UsagePage {
  readonly #usage: UsageTracker;
  readonly #connection: Connection;
  readonly #extension: vscode.Uri;
  readonly #clock: Clock;
  readonly #listener: vscode.Disposable;
  #panel: vscode.WebviewPanel | null = null;

  constructor(usage: UsageTracker, connection: Connection, extension: vscode.Uri, clock: Clock) {
    this.#usage = usage;
    this.#connection = connection;
    this.#extension = extension;
    this.#clock = clock;
    this.#listener = usage.onDidChange(() => void this.#update());
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
      await this.#do(message);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      void showError(vscode.l10n.t('Infill: usage could not be read or written: {0}', why));
    }
  }

  async #do(message: PageMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.#update();
      case 'export':
        return this.#export(message);
      case 'reset':
        return this.#reset();
    }
  }

  async #update(): Promise<void> {
    const panel = this.#panel;
    if (!panel?.visible) return;
    const data: PageData = {
      rows: await this.#usage.rows(),
      today: dayOf(this.#clock.date()),
      budget: this.#connection.settings.budget,
      locale: vscode.env.language,
      bundle: vscode.l10n.bundle ?? {},
    };
    // It may have been closed meanwhile.
    if (panel === this.#panel) await panel.webview.postMessage(data);
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
      "The month's budget begins anew, too. Export the figures first if you want to keep them.",
    );
    const chosen = await ask(question, detail, reset);
    if (chosen === reset) await this.#usage.reset();
  }

  async #read(name: string): Promise<string> {
    const file = vscode.Uri.joinPath(this.#extension, 'dist', name);
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  }
}

function pageHtml(script: string, style: string): string {
  // Its texts are English where there is no bundle.
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
