import type * as vscode from 'vscode';
import type { EngineEvent } from '../completion/events.ts';
import { failureOf, missingKey } from './failure.ts';
import { logEvent } from './log.ts';
import type { Notices } from './notices.ts';
import type { Status } from './status.ts';

/** Brings the engine's events to the log, the status and, where the user has to do something, to a notification. */
export class Reporter {
  readonly #log: vscode.LogOutputChannel;
  readonly #status: Status;
  readonly #notices: Notices;

  #isDisposed = false;

  constructor(log: vscode.LogOutputChannel, status: Status, notices: Notices) {
    this.#log = log;
    this.#status = status;
    this.#notices = notices;
  }

  heard(event: EngineEvent): void {
    if (this.#isDisposed) return;
    logEvent(this.#log, event);
    const { facts } = this.#status;
    switch (event.type) {
      case 'unconfigured':
        if (this.#status.state.kind === 'noKey') void this.#notices.tell(missingKey());
        break;
      case 'requested':
        this.#status.update({ asking: facts.asking + 1 });
        break;
      case 'ended':
        this.#ended(event);
    }
  }

  /** Requests end after the extension has: then there is nobody left to tell. */
  dispose(): void {
    this.#isDisposed = true;
  }

  #ended({ outcome, error }: Extract<EngineEvent, { type: 'ended' }>): void {
    const asking = this.#status.facts.asking - 1;
    if (outcome === 'failed') {
      const failure = failureOf(error);
      this.#status.update({ asking, failure });
      if (failure.severe) void this.#notices.tell(failure);
    } else if (outcome === 'contradicted') {
      this.#status.update({ asking });
    } else {
      this.#status.update({ asking, failure: null });
      this.#notices.forget();
    }
  }
}
