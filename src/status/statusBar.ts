import * as vscode from 'vscode';
import type { Clock } from '../base/clock.ts';
import { formats } from '../base/vscode/formats.ts';
import { localize } from '../base/vscode/localize.ts';
import type { Connection } from '../connection/connection.ts';
import type { Settings } from '../connection/settings.ts';
import { isUnencrypted } from '../mistral/endpoint.ts';
import type { State } from './state.ts';
import { stateText } from './stateText.ts';
import type { Status } from './status.ts';

interface Look {
  icon: string;
  text: string;
  background?: 'error' | 'warning';
}

/** States whose sentence contains the model and the host. */
const statesWithModel: readonly State['kind'][] = ['ready', 'asking', 'filling', 'retrying', 'nothing'];

/**
 * Time without a change after which a new tooltip is shown, in milliseconds. A choice: nothing else in the item changes
 * while the user types.
 */
const tooltipRestMs = 1_000;

/** The status bar item: an icon and a text for the state. Its colour shows whether the user has to act. */
export class StatusBar {
  readonly #item = vscode.window.createStatusBarItem('infill.status', vscode.StatusBarAlignment.Right, 100);
  readonly #status: Status;
  readonly #connection: Connection;
  readonly #details: () => string;
  readonly #clock: Clock;
  readonly #listener: vscode.Disposable;
  #shown = '';
  #timer: unknown;

  /** @param details a line of the tooltip; the status changes with it */
  constructor(status: Status, connection: Connection, details: () => string, clock: Clock) {
    this.#clock = clock;
    this.#status = status;
    this.#connection = connection;
    this.#details = details;
    this.#item.name = 'Infill';
    this.#listener = status.onDidChange(() => this.#onChange());
    this.#onChange();
    this.#item.show();
  }

  dispose(): void {
    this.#listener.dispose();
    this.#clock.clearTimeout(this.#timer);
    this.#item.dispose();
  }

  /** Shows another state at once, and other details of the same state at rest. */
  #onChange(): void {
    const { state } = this.#status;
    const { settings, host } = this.#connection;
    const shown = JSON.stringify([lookOf(state, settings.model), stateText(state, settings.model, host)]);
    this.#clock.clearTimeout(this.#timer);
    if (shown !== this.#shown) this.#render();
    else this.#timer = this.#clock.setTimeout(() => this.#render(), tooltipRestMs);
    this.#shown = shown;
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

  /** The lines of the tooltip: the state, its details, and the action of a click. */
  #lines(state: State): string[] {
    const t = vscode.l10n.t;
    const { settings, host } = this.#connection;
    const { latencyMs, restUntil } = this.#status.facts;
    const waits = state.kind === 'failing' || state.kind === 'offline' ? restUntil : null;
    return [
      localize(stateText(state, settings.model, host)),
      ...(statesWithModel.includes(state.kind) ? [] : [t('{0} at {1}', settings.model, host)]),
      ...(waits === null
        ? []
        : [
            t(
              'Requests while you type resume at {0}. Trigger Inline Suggestion sends one at once.',
              formats.moment(waits),
            ),
          ]),
      ...(settings.endpoint.ok && isUnencrypted(settings.endpoint.origin)
        ? [t('Not encrypted: anyone in the network can read the key and the text.')]
        : []),
      ...(latencyMs === null ? [] : [t('Last answer: first text after {0} ms', formats.count(latencyMs))]),
      this.#details(),
      clickOf(state, settings).text,
    ];
  }
}

/** The action of a click. While a fill runs, a click cancels it. */
function clickOf(state: State, { statusBarClick }: Settings): { command: string; text: string } {
  const t = vscode.l10n.t;
  if (state.kind === 'filling' || state.kind === 'retrying')
    return { command: 'infill.fill.cancel', text: t('Click to cancel.') };
  return statusBarClick === 'menu'
    ? { command: 'infill.showMenu', text: t('Click for the menu.') }
    : { command: 'infill.toggleModel', text: t('Click for the next model.') };
}

/** The look of a state. A problem has a text: no meaning is in the icon or the colour alone. */
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
