import * as vscode from 'vscode';
import type { Event } from '../base/emitter.ts';
import { message } from '../base/message.ts';
import type { EngineEvent } from '../completion/events.ts';
import type { Connection } from '../connection/connection.ts';
import { type Action, type Failure, failureOf } from '../connection/failure.ts';
import type { ModelList } from '../connection/modelList.ts';
import { switchModelCommand } from '../connection/switchModel.ts';
import { modelOf, nextModel } from '../mistral/models.ts';
import type { Notifications } from './notifications.ts';
import type { Status } from './status.ts';

/** Notifies the user once of each model that the host does not serve, and offers to switch to another. */
export class RetiredModel {
  readonly #connection: Connection;
  readonly #models: ModelList;
  readonly #status: Status;
  readonly #notifications: Notifications;
  readonly #listeners: { dispose(): void }[];

  constructor(
    events: Event<EngineEvent>,
    connection: Connection,
    models: ModelList,
    status: Status,
    notifications: Notifications,
  ) {
    this.#connection = connection;
    this.#models = models;
    this.#status = status;
    this.#notifications = notifications;
    this.#listeners = [
      events((event) => {
        if (event.type !== 'ended' || event.outcome !== 'failed') return;
        const failure = failureOf(event.error);
        if (failure.cause === 'model') void this.#onRefused(failure);
      }),
      models.onDidList(() => this.#onListed()),
    ];
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
  }

  /** The host has refused the model. Its list may contain a replacement. */
  async #onRefused(failure: Failure): Promise<void> {
    const { model } = this.#connection.settings;
    await this.#models.ask();
    if (model !== this.#connection.settings.model) return;
    const better = { ...failure, action: this.#action() ?? failure.action };
    if (this.#status.facts.failure?.cause === failure.cause) this.#status.update({ failure: better });
    void this.#notifications.notify(better, this.#subject());
  }

  /** The host's list has arrived. It may lack the model. */
  #onListed(): void {
    const { host, settings } = this.#connection;
    const action = this.#action();
    if (!action || !this.#models.lacks(settings.model)) return;
    const text = modelOf(settings.model, this.#models.models)
      ? message('{0} has retired the model "{1}".', host, settings.model)
      : message('{0} does not list the model "{1}".', host, settings.model);
    void this.#notifications.notify({ cause: 'model', message: text, severe: false, action }, this.#subject());
  }

  /** Switches to the replacement in the host's list, or else to the user's next model, or else to the host's first. */
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
