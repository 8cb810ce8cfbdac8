import type { EngineEvent } from '../completion/events.ts';
import { type Failure, failureOf, missingKey } from '../connection/failure.ts';
import { logEvent } from '../diagnostics/eventLog.ts';
import type { Notifications } from './notifications.ts';
import type { Log } from '../base/vscode/log.ts';
import type { Status } from './status.ts';

/** Brings the engine's events to the log, the status and, where the user has to do something, to a notification. */
export class Reporter {
  readonly #log: Log;
  readonly #status: Status;
  readonly #notifications: Notifications;
  readonly #modelRefused: (failure: Failure) => void;

  #isDisposed = false;

  /** @param modelRefused hears that the host does not know the model: who knows the others tells the user */
  constructor(log: Log, status: Status, notifications: Notifications, modelRefused: (failure: Failure) => void) {
    this.#log = log;
    this.#status = status;
    this.#notifications = notifications;
    this.#modelRefused = modelRefused;
  }

  onEvent(event: EngineEvent): void {
    if (this.#isDisposed) return;
    logEvent(this.#log, event);
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
      case 'resting':
        this.#status.rest(event.milliseconds);
        break;
      case 'works':
        if (facts.failure !== null || facts.restUntil !== null) this.#status.update({ failure: null, restUntil: null });
        this.#notifications.reset();
        break;
      case 'ended':
        this.#ended(event);
    }
  }

  /** Requests end after the extension has: then there is nobody left to tell. */
  dispose(): void {
    this.#isDisposed = true;
  }

  #ended({ outcome, error, firstTextMs }: Extract<EngineEvent, { type: 'ended' }>): void {
    const asking = this.#status.facts.asking - 1;
    if (firstTextMs !== null) this.#status.update({ latencyMs: firstTextMs });
    if (outcome === 'failed') {
      const failure = failureOf(error);
      this.#status.update({ asking, failure });
      if (failure.cause === 'model') this.#modelRefused(failure);
      else if (failure.severe) void this.#notifications.notify(failure);
    } else {
      this.#status.update({ asking });
    }
  }
}
