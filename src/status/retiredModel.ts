import * as vscode from 'vscode';
import { modelOf, nextModel } from '../mistral/models.ts';
import { message } from '../base/message.ts';
import type { Connection } from '../connection/connection.ts';
import type { Failure, Action } from '../connection/failure.ts';
import type { ModelList } from '../connection/modelList.ts';
import type { Notifications } from './notifications.ts';
import type { Status } from './status.ts';

/** Asks another model from now on; its argument is the model's id. */
export const switchModelCommand = 'infill.switchModel';

/** Says once of each model that the host does not serve it (any more), and offers the one to use in its place. */
export class RetiredModel {
  readonly #connection: Connection;
  readonly #models: ModelList;
  readonly #status: Status;
  readonly #notifications: Notifications;

  constructor(connection: Connection, models: ModelList, status: Status, notifications: Notifications) {
    this.#connection = connection;
    this.#models = models;
    this.#status = status;
    this.#notifications = notifications;
  }

  /** The host has refused the model: what it lists may name another. */
  async refused(failure: Failure): Promise<void> {
    const { model } = this.#connection.settings;
    await this.#models.ask();
    if (model !== this.#connection.settings.model) return;
    const better = { ...failure, action: this.#action() ?? failure.action };
    if (this.#status.facts.failure === failure) this.#status.update({ failure: better });
    void this.#notifications.notify(better, this.#subject());
  }

  /** Looks whether the model is in the host's list. */
  listed(): void {
    const { host, settings } = this.#connection;
    const action = this.#action();
    if (!action || !this.#models.lacks(settings.model)) return;
    const gone = modelOf(settings.model, this.#models.models)
      ? message('{0} has retired the model "{1}".', host, settings.model)
      : message('{0} does not list the model "{1}".', host, settings.model);
    void this.#notifications.notify({ cause: 'model', message: gone, severe: false, action: action }, this.#subject());
  }

  /** The switch to the model that the host names in its place, else to the next of the user's, or the host's first. */
  #action(): Action | null {
    const { model, models } = this.#connection.settings;
    const isGone = (id: string) => this.#models.isGone(id);
    const named = modelOf(model, this.#models.models)?.replacement;
    const own = named && !isGone(named) ? named : nextModel(model, models, isGone);
    const other = own ?? this.#models.models.find(({ id }) => !isGone(id))?.id;
    if (other === undefined) return null;
    return { title: vscode.l10n.t('Switch to {0}', other), command: switchModelCommand, arguments: [other] };
  }

  #subject(): string {
    return `${this.#connection.host} ${this.#connection.settings.model}`;
  }
}
