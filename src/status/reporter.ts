import type { Clock } from '../base/clock.ts';
import type { Event } from '../base/emitter.ts';
import type { EngineEvent } from '../completion/events.ts';
import type { Connection } from '../connection/connection.ts';
import { failureOf, missingKey } from '../connection/failure.ts';
import type { Notifications } from './notifications.ts';
import { SlowRequests } from './slowRequests.ts';
import type { Status } from './status.ts';

/** Updates the status by the engine's events, and notifies the user if they have to act. */
export class Reporter {
  readonly #status: Status;
  readonly #notifications: Notifications;
  readonly #slow: SlowRequests;
  readonly #listeners: { dispose(): void }[];

  constructor(
    events: Event<EngineEvent>,
    connection: Connection,
    status: Status,
    notifications: Notifications,
    clock: Clock,
  ) {
    this.#status = status;
    this.#slow = new SlowRequests(clock, (asking) => status.update({ asking }));
    this.#notifications = notifications;
    this.#listeners = [
      this.#slow,
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
        this.#status.endNothing();
        this.#slow.onSent(event.id);
        break;
      case 'answered':
        this.#status.endNothing();
        this.#slow.onAnswer();
        break;
      case 'nothing':
        this.#slow.onAnswer();
        this.#status.onNothing();
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

  #onEnd({ id, outcome, error, firstTextMs }: Extract<EngineEvent, { type: 'ended' }>): void {
    this.#slow.onEnd(id);
    // The usage in the status bar has changed in any case.
    const latencyMs = firstTextMs ?? this.#status.facts.latencyMs;
    if (outcome !== 'failed') return this.#status.update({ latencyMs });
    const failure = failureOf(error);
    this.#status.update({ latencyMs, failure });
    // RetiredModel has a notification for a model that the host does not serve.
    if (failure.severe && failure.cause !== 'model') void this.#notifications.notify(failure);
  }
}
