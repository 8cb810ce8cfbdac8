import * as vscode from 'vscode';
import type { Clock } from '../mistral/clock.ts';
import { offAt, offWithoutEditor, type Offs } from './off.ts';
import type { Settings } from './settings.ts';
import { type State, stateOf, type StatusFacts } from './state.ts';

/** The state of Infill, from facts as they come in. */
export class Status {
  readonly #offs: Offs;
  readonly #clock: Clock;
  readonly #changed = new vscode.EventEmitter<State>();
  readonly onDidChange = this.#changed.event;
  #rested: unknown;
  // A key is looked up at activation: nobody should see "no key" flash up before that.
  #facts: StatusFacts = {
    ...{ off: null, hasKey: true, failure: null, restUntil: null, asking: 0, isNothing: false, latencyMs: null },
    ...{ filling: null, isSpent: false },
  };

  constructor(offs: Offs, clock: Clock) {
    this.#offs = offs;
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
  lookAround(settings: Settings, changed?: vscode.Uri): void {
    const document = vscode.window.activeTextEditor?.document;
    if (changed && changed.toString() !== document?.uri.toString()) return;
    const off = document ? offAt(document, settings, this.#offs) : offWithoutEditor(settings, this.#offs.pauses);
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
