import * as vscode from 'vscode';
import { formats } from '../../base/vscode/formats.ts';
import type { Status } from '../../status/status.ts';
import type { Fills } from './fills.ts';
import type { FillSession } from './fillSession.ts';

/** A fill that ends sooner shows no notification. In milliseconds: a choice, so that none appears only to disappear. */
const quickMs = 500;

/** Shows the progress of a fill: in the status bar at once, and in a notification with *Cancel* if it takes longer. */
export class FillProgress {
  readonly #status: Status;
  readonly #fills: Fills;
  #tokens: number | null = null;
  #isRetrying = false;
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
    this.#isRetrying = false;
    this.#status.update({ filling: this.#fills.running?.tokens ?? null });
    if (tokens === null) this.#end();
    else if (isBegin) this.#timer = setTimeout(() => this.#open(session), quickMs);
    else this.#report?.();
  }

  /** Shows that the request is sent again, until text arrives or the fill ends. */
  showRetry(): void {
    this.#isRetrying = true;
    this.#status.update({ filling: 'retrying' });
    this.#report?.();
  }

  #open(session: FillSession): void {
    const t = vscode.l10n.t;
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: t('Infill fills'),
      cancellable: true,
    };
    void vscode.window.withProgress(options, (progress, token) => {
      token.onCancellationRequested(() => void session.cancel());
      this.#report = () => {
        const count = t('{0} tokens so far', formats.count(this.#tokens ?? 0));
        progress.report({ message: this.#isRetrying ? t('retrying') : count });
      };
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
