import * as vscode from 'vscode';
import { formats } from '../../base/vscode/formats.ts';
import type { Status } from '../../status/status.ts';
import type { Fills } from './fills.ts';
import type { FillSession } from './fillSession.ts';

/** A fill that is done sooner needs no notification. In milliseconds. */
const quickMs = 500;

/** Shows how far a fill has come, in the status bar at once and in a notification with *Cancel* when it takes a while. */
export class FillProgress {
  readonly #status: Status;
  readonly #fills: Fills;
  #tokens: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #report: (() => void) | undefined;
  #close: (() => void) | undefined;

  constructor(status: Status, fills: Fills) {
    this.#status = status;
    this.#fills = fills;
  }

  show(session: FillSession): void {
    const tokens = session.isRunning ? session.tokens : null;
    if (tokens === this.#tokens) return;
    const isBegin = this.#tokens === null;
    this.#tokens = tokens;
    this.#status.update({ filling: this.#fills.running?.tokens ?? null });
    if (tokens === null) this.#end();
    else if (isBegin) this.#timer = setTimeout(() => this.#open(session), quickMs);
    else this.#report?.();
  }

  #open(session: FillSession): void {
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Infill fills'),
      cancellable: true,
    };
    void vscode.window.withProgress(options, (progress, token) => {
      token.onCancellationRequested(() => void session.cancel());
      this.#report = () =>
        progress.report({ message: vscode.l10n.t('{0} tokens so far', formats.count(this.#tokens ?? 0)) });
      this.#report();
      return new Promise<void>((done) => (this.#close = done));
    });
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#close?.();
    this.#report = this.#close = undefined;
  }
}
