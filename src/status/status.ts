import * as vscode from 'vscode';
import type { Clock } from '../base/clock.ts';
import { disabledReason, disabledReasonWithoutEditor, type DisabledSources } from './disabledReason.ts';
import type { Settings } from '../connection/settings.ts';
import { type State, stateOf, type StatusFacts } from './state.ts';

/** The state of Infill, from facts as they come in. */
export class Status {
  readonly #disabledSources: DisabledSources;
  readonly #clock: Clock;
  readonly #changed = new vscode.EventEmitter<State>();
  readonly onDidChange = this.#changed.event;
  #rested: unknown;
  // A key is looked up at activation: nobody should see "no key" flash up before that.
  #facts: StatusFacts = {
    ...{ off: null, hasKey: true, failure: null, restUntil: null, asking: 0, isNothing: false, latencyMs: null },
    ...{ filling: null, isSpent: false },
  };

  constructor(disabledSources: DisabledSources, clock: Clock) {
    this.#disabledSources = disabledSources;
    this.#clock = clock;
  }

  get facts(): Readonly<StatusFacts> {
    return this.#facts;
  }

  get state(): State {
    return stateOf(this.#facts);
  }

  /**
   * Looks where the user is: Infill may be off for the active editor.
   * @param changed the document that something is new of; of another one than the active nothing is shown
   */
  refreshActiveEditor(settings: Settings, changed?: vscode.Uri): void {
    const document = vscode.window.activeTextEditor?.document;
    if (changed && changed.toString() !== document?.uri.toString()) return;
    const off = document
      ? disabledReason(document, settings, this.#disabledSources)
      : disabledReasonWithoutEditor(settings, this.#disabledSources.pauses);
    this.update({ off, isNothing: false });
  }

  /** Hears that typing asks for nothing for some milliseconds. A limited rate is over with them. */
  rest(milliseconds: number): void {
    this.#clock.clearTimeout(this.#rested);
    this.update({ restUntil: this.#clock.date() + milliseconds });
    this.#rested = this.#clock.setTimeout(() => {
      this.update({ restUntil: null, ...(this.#facts.failure?.cause === 'status 429' && { failure: null }) });
    }, milliseconds);
  }

  update(facts: Partial<StatusFacts>): void {
    this.#facts = { ...this.#facts, ...facts };
    this.#changed.fire(this.state);
  }

  dispose(): void {
    this.#clock.clearTimeout(this.#rested);
    this.#changed.dispose();
  }
}
