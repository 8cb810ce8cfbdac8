import type { Event } from '../base/emitter.ts';
import type { EngineEvent } from '../completion/events.ts';
import type { Connection } from '../connection/connection.ts';
import { failureOf, missingKey } from '../connection/failure.ts';
import type { Notifications } from './notifications.ts';
import type { Status } from './status.ts';

/** Updates the status by the engine's events, and notifies the user if they have to act. */
export class Reporter {
  readonly #status: Status;
  readonly #notifications: Notifications;
  readonly #listeners: { dispose(): void }[];

  constructor(events: Event<EngineEvent>, connection: Connection, status: Status, notifications: Notifications) {
    this.#status = status;
    this.#notifications = notifications;
    this.#listeners = [
      events((event) => this.#onEvent(event)),
      connection.onDidChange(({ changesRequests, hasKey, failure }) => {
        // Without a key, nothing is reset: an endpoint that is being typed, or a missing key, is not notified again.
        if (changesRequests && hasKey) notifications.reset();
        if (failure) void notifications.notify(failure);
      }),
    ];
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
  }

  #onEvent(event: EngineEvent): void {
    const { facts } = this.#status;
    switch (event.type) {
      case 'unconfigured':
        if (this.#status.state.kind === 'noKey') void this.#notifications.notify(missingKey());
        break;
      case 'requested':
        this.#status.update({ asking: facts.asking + 1, isNothing: false });
        break;
      case 'answered':
        if (facts.isNothing) this.#status.update({ isNothing: false });
        break;
      case 'nothing':
        if (!facts.isNothing) this.#status.update({ isNothing: true });
        break;
      case 'circuitOpen':
        this.#status.rest(event.milliseconds);
        break;
      case 'circuitClosed':
        if (facts.failure !== null || facts.restUntil !== null) this.#status.update({ failure: null, restUntil: null });
        this.#notifications.reset();
        break;
      case 'ended':
        this.#onEnd(event);
    }
  }

  #onEnd({ outcome, error, firstTextMs }: Extract<EngineEvent, { type: 'ended' }>): void {
    const asking = this.#status.facts.asking - 1;
    if (firstTextMs !== null) this.#status.update({ latencyMs: firstTextMs });
    if (outcome !== 'failed') return this.#status.update({ asking });
    const failure = failureOf(error);
    this.#status.update({ asking, failure });
    // RetiredModel has a notification for a model that the host does not serve.
    if (failure.severe && failure.cause !== 'model') void this.#notifications.notify(failure);
  }
}
