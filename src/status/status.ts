import * as vscode from 'vscode';
import type { Clock } from '../base/clock.ts';
import type { Connection, ConnectionChange } from '../connection/connection.ts';
import { disabledReason, disabledReasonWithoutEditor, type DisabledSources } from './disabledReason.ts';
import { type State, stateOf, type StatusFacts } from './state.ts';

/**
 * Time after which an answer without text is shown if no other request follows, in milliseconds. A choice: the item rests
 * while the user types.
 */
const nothingAfterMs = 1_000;

/** The state of Infill, and the facts that it follows from. */
export class Status {
  readonly #connection: Connection;
  readonly #disabledSources: DisabledSources;
  readonly #clock: Clock;
  readonly #changed = new vscode.EventEmitter<State>();
  readonly onDidChange = this.#changed.event;
  readonly #listeners: vscode.Disposable;
  /** Timer for the end of `restUntil`. */
  #timer: unknown;
  #nothingTimer: unknown;
  // The key is read after activation. The state "no key" must not appear before that.
  #facts: StatusFacts = {
    off: null,
    hasKey: true,
    failure: null,
    restUntil: null,
    asking: 0,
    isNothing: false,
    latencyMs: null,
    filling: null,
    isSpent: false,
  };

  constructor(connection: Connection, disabledSources: DisabledSources, clock: Clock) {
    this.#connection = connection;
    this.#disabledSources = disabledSources;
    this.#clock = clock;
    const { window, workspace } = vscode;
    this.#listeners = vscode.Disposable.from(
      connection.onDidChange((change) => this.#onConnectionChange(change)),
      disabledSources.pauses.onDidChange(() => this.#refreshActiveEditor()),
      disabledSources.exclusions.onDidChange((uri) => this.#refreshActiveEditor(uri)),
      window.onDidChangeActiveTextEditor(() => this.#refreshActiveEditor()),
      // A snooze may have ended while the machine slept.
      window.onDidChangeWindowState(() => this.#refreshActiveEditor()),
      // VS Code closes and opens a document whose language is changed.
      workspace.onDidOpenTextDocument(({ uri }) => this.#refreshActiveEditor(uri)),
      window.onDidChangeTextEditorSelection(({ kind }) => {
        if (kind !== undefined) this.endNothing();
      }),
    );
  }

  get facts(): Readonly<StatusFacts> {
    return this.#facts;
  }

  get state(): State {
    return stateOf(this.#facts);
  }

  /** Typing sends no requests for this time. A rate limit is over after it. */
  rest(milliseconds: number): void {
    this.#clock.clearTimeout(this.#timer);
    this.update({ restUntil: this.#clock.date() + milliseconds });
    this.#timer = this.#clock.setTimeout(() => {
      this.update({ restUntil: null, ...(this.#facts.failure?.cause === 'status 429' && { failure: null }) });
    }, milliseconds);
  }

  /** The model has no text at the cursor. */
  onNothing(): void {
    this.#clock.clearTimeout(this.#nothingTimer);
    if (this.#facts.isNothing) return;
    this.#nothingTimer = this.#clock.setTimeout(() => this.update({ isNothing: true }), nothingAfterMs);
  }

  /** The model has been asked again, or the cursor is elsewhere. */
  endNothing(): void {
    this.#clock.clearTimeout(this.#nothingTimer);
    if (this.#facts.isNothing) this.update({ isNothing: false });
  }

  update(facts: Partial<StatusFacts>): void {
    this.#facts = { ...this.#facts, ...facts };
    this.#changed.fire(this.state);
  }

  dispose(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#clock.clearTimeout(this.#nothingTimer);
    this.#listeners.dispose();
    this.#changed.dispose();
  }

  #onConnectionChange({ hasKey, failure, changesRequests }: ConnectionChange): void {
    if (changesRequests) this.update({ hasKey, failure, restUntil: null, latencyMs: null });
    this.#refreshActiveEditor();
  }

  /** Updates whether Infill is off for the active editor. @param changed the changed document; null for any */
  #refreshActiveEditor(changed: vscode.Uri | null = null): void {
    const document = vscode.window.activeTextEditor?.document;
    if (changed && changed.toString() !== document?.uri.toString()) return;
    const { settings } = this.#connection;
    const off = document
      ? disabledReason(document, settings, this.#disabledSources)
      : disabledReasonWithoutEditor(settings, this.#disabledSources.pauses);
    this.#clock.clearTimeout(this.#nothingTimer);
    this.update({ off, isNothing: false });
  }
}
