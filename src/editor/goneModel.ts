import * as vscode from 'vscode';
import { modelOf, nextModel } from '../mistral/models.ts';
import { words } from '../mistral/words.ts';
import type { Connection } from './connection.ts';
import type { Failure, Remedy } from './failure.ts';
import type { ModelList } from './modelList.ts';
import type { Notices } from './notices.ts';
import type { Status } from './status.ts';

/** Asks another model from now on; its argument is the model's id. */
export const switchModelCommand = 'infill.switchModel';

/** Says once of each model that the host does not serve it (any more), and offers the one to use in its place. */
export class GoneModel {
  readonly #connection: Connection;
  readonly #models: ModelList;
  readonly #status: Status;
  readonly #notices: Notices;

  constructor(connection: Connection, models: ModelList, status: Status, notices: Notices) {
    this.#connection = connection;
    this.#models = models;
    this.#status = status;
    this.#notices = notices;
  }

  /** The host has refused the model: what it lists may name another. */
  async refused(failure: Failure): Promise<void> {
    const { model } = this.#connection.settings;
    await this.#models.ask();
    if (model !== this.#connection.settings.model) return;
    const better = { ...failure, remedy: this.#remedy() ?? failure.remedy };
    if (this.#status.facts.failure === failure) this.#status.update({ failure: better });
    void this.#notices.tell(better, this.#subject());
  }

  /** Looks whether the model is in the host's list. */
  listed(): void {
    const { host, settings } = this.#connection;
    const remedy = this.#remedy();
    if (!remedy || !this.#models.lacks(settings.model)) return;
    const gone = modelOf(settings.model, this.#models.models)
      ? words('{0} has retired the model "{1}".', host, settings.model)
      : words('{0} does not list the model "{1}".', host, settings.model);
    void this.#notices.tell({ cause: 'model', words: gone, severe: false, remedy }, this.#subject());
  }

  /** The switch to the model that the host names in its place, else to the next of the user's, or the host's first. */
  #remedy(): Remedy | null {
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
