import * as vscode from 'vscode';
import { formats } from '../../base/vscode/formats.ts';
import type { FillSession } from './fillSession.ts';

/** A fill that ends sooner shows no notification. A choice, in milliseconds. */
const quickMs = 500;

/** Shows in a notification how many tokens a fill has received, with *Cancel*. */
export class FillProgress {
  readonly #session: FillSession;
  #isRunning = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #report: (() => void) | undefined;
  #close: (() => void) | undefined;

  constructor(session: FillSession) {
    this.#session = session;
  }

  update(): void {
    const { isRunning } = this.#session;
    if (isRunning && this.#isRunning) this.#report?.();
    else if (isRunning) this.#timer = setTimeout(() => this.#open(), quickMs);
    else this.#end();
    this.#isRunning = isRunning;
  }

  #open(): void {
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Infill: filling the selection'),
      cancellable: true,
    };
    void vscode.window.withProgress(options, (progress, token) => {
      token.onCancellationRequested(() => void this.#session.cancel());
      this.#report = () => {
        const t = vscode.l10n.t;
        const { progress: now } = this.#session;
        progress.report({ message: now === 'retrying' ? t('retrying') : t('{0} tokens so far', formats.count(now)) });
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
