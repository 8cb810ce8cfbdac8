import * as vscode from 'vscode';
import type { Connection } from '../connection/connection.ts';
import { formats } from '../base/vscode/formats.ts';
import type { Settings } from '../connection/settings.ts';
import { localize } from '../base/vscode/localize.ts';
import type { State } from './state.ts';
import { stateText } from './stateText.ts';
import type { Status } from './status.ts';

interface Look {
  icon: string;
  text: string;
  background?: 'error' | 'warning';
}

/** States whose sentence has model and host. */
const namesModel: readonly State['kind'][] = ['ready', 'asking', 'filling', 'retrying', 'nothing'];

/** The one item on the right: icon and words for the state, and by its colour whether something needs the user. */
export class StatusBar {
  readonly #item = vscode.window.createStatusBarItem('infill.status', vscode.StatusBarAlignment.Right, 100);
  readonly #status: Status;
  readonly #connection: Connection;
  readonly #details: () => readonly string[];
  readonly #listener: vscode.Disposable;

  /** @param details more lines for the tooltip */
  constructor(status: Status, connection: Connection, details: () => readonly string[]) {
    this.#status = status;
    this.#connection = connection;
    this.#details = details;
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
    const { state } = this.#status;
    const { settings } = this.#connection;
    const { icon, text, background } = lookOf(state, settings.model);
    const lines = this.#lines(state);
    this.#item.text = `$(${icon}) ${text}`;
    this.#item.tooltip = lines.join('\n');
    this.#item.command = clickOf(state, settings).command;
    this.#item.backgroundColor = background && new vscode.ThemeColor(`statusBarItem.${background}Background`);
    this.#item.accessibilityInformation = { label: lines.join(' '), role: 'button' };
  }

  /** The state, what it is about, and what a click does. */
  #lines(state: State): string[] {
    const t = vscode.l10n.t;
    const { settings, host } = this.#connection;
    const { latencyMs, restUntil } = this.#status.facts;
    const waits = state.kind === 'failing' || state.kind === 'offline' ? restUntil : null;
    return [
      localize(stateText(state, settings.model, host)),
      ...(namesModel.includes(state.kind) ? [] : [t('{0} at {1}', settings.model, host)]),
      ...(waits === null
        ? []
        : [t('Typing asks again from {0} on; Trigger Inline Suggestion asks at once.', formats.moment(waits))]),
      ...(latencyMs === null ? [] : [t('Last answer: first text after {0} ms', formats.count(latencyMs))]),
      ...this.#details(),
      clickOf(state, settings).says,
    ];
  }
}

/** What a click does: who watches a fill may want its end. */
function clickOf(state: State, { statusBarClick }: Settings): { command: string; says: string } {
  const t = vscode.l10n.t;
  if (state.kind === 'filling' || state.kind === 'retrying')
    return { command: 'infill.fill.cancel', says: t('Click to cancel.') };
  return statusBarClick === 'menu'
    ? { command: 'infill.showMenu', says: t('Click for the menu.') }
    : { command: 'infill.toggleModel', says: t('Click for the next model.') };
}

/** Spelled out wherever completions do not come as they should: no meaning is in icon or colour alone. */
function lookOf(state: State, model: string): Look {
  const t = vscode.l10n.t;
  switch (state.kind) {
    case 'ready':
      return { icon: 'sparkle', text: model };
    case 'asking':
      return { icon: 'loading~spin', text: model };
    case 'filling':
      return { icon: 'loading~spin', text: t('{0} tokens', formats.count(state.tokens)) };
    case 'retrying':
      return { icon: 'loading~spin', text: t('Infill: retrying') };
    case 'nothing':
      return { icon: 'circle-outline', text: model };
    case 'off':
      return state.off.scope === 'snoozed'
        ? { icon: 'bell-slash', text: t('Infill: snoozed') }
        : { icon: 'circle-slash', text: t('Infill: off') };
    case 'noKey':
      return { icon: 'key', text: t('Infill: no key'), background: 'warning' };
    case 'spent':
      return { icon: 'credit-card', text: t('Infill: budget used up'), background: 'warning' };
    case 'limited':
      return { icon: 'clock', text: t('Infill: rate-limited'), background: 'warning' };
    case 'offline':
      return { icon: 'debug-disconnect', text: t('Infill: offline'), background: 'warning' };
    case 'failing':
      return { icon: 'warning', text: t('Infill: failing'), background: state.failure.severe ? 'error' : 'warning' };
  }
}
