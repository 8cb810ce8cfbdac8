import * as vscode from 'vscode';
import type { Connection } from './connection.ts';
import type { State, Status } from './status.ts';

interface Look {
  icon: string;
  text: string;
  tooltip: string;
  /** The command of a click: what is needed now. */
  command: string | vscode.Command;
  background?: string;
}

/** The one item on the right: icon, model, and by its colour whether something needs the user. */
export class StatusBar {
  readonly #item = vscode.window.createStatusBarItem('infill.status', vscode.StatusBarAlignment.Right, 100);
  readonly #status: Status;
  readonly #connection: Connection;
  readonly #listener: vscode.Disposable;

  constructor(status: Status, connection: Connection) {
    this.#status = status;
    this.#connection = connection;
    this.#item.name = 'Infill';
    this.#listener = status.onDidChange(() => this.#render());
    this.#render();
    this.#item.show();
  }

  dispose(): void {
    this.#listener.dispose();
    this.#item.dispose();
  }

  #render(): void {
    const { settings, host } = this.#connection;
    const look = lookOf(this.#status.state, settings.model, host);
    this.#item.text = `$(${look.icon}) ${look.text}`;
    this.#item.tooltip = look.tooltip;
    this.#item.command = look.command;
    this.#item.backgroundColor = look.background ? new vscode.ThemeColor(look.background) : undefined;
    this.#item.accessibilityInformation = { label: look.tooltip, role: 'button' };
  }
}

function lookOf(state: State, model: string, host: string): Look {
  const t = vscode.l10n.t;
  switch (state.kind) {
    case 'ready':
      return {
        icon: 'sparkle',
        text: model,
        tooltip: t('Infill is ready: {0} at {1}. Click to select the model.', model, host),
        command: 'infill.selectModel',
      };
    case 'asking':
      return {
        icon: 'loading~spin',
        text: model,
        tooltip: t('Infill is asking {0} at {1}.', model, host),
        command: 'infill.selectModel',
      };
    case 'filling':
      return {
        icon: 'loading~spin',
        text: t('{0} tokens', state.tokens),
        tooltip: t(
          'Infill fills a selection with {0} at {1}: {2} tokens so far. Click to cancel.',
          model,
          host,
          state.tokens,
        ),
        command: 'infill.fill.cancel',
      };
    case 'off':
      return {
        icon: 'circle-slash',
        text: model,
        tooltip:
          state.scope === 'everywhere'
            ? t('Infill is off. Click to turn it on.')
            : t('Infill is off for this language (setting infill.enable). Click to turn it on for it.'),
        command: 'infill.toggle',
      };
    case 'noKey':
      return {
        icon: 'key',
        text: t('Infill: no key'),
        tooltip: t('Infill has no API key for {0}. Click to set one.', host),
        command: 'infill.setApiKey',
        background: 'statusBarItem.warningBackground',
      };
    case 'failing':
      return {
        icon: 'warning',
        text: model,
        tooltip: t('Infill is failing: {0}', state.failure.message),
        command: state.failure.remedy,
        background: state.failure.severe ? 'statusBarItem.errorBackground' : 'statusBarItem.warningBackground',
      };
  }
}
