import * as vscode from 'vscode';
import type { Failure } from './failure.ts';
import { isEnabled, type Settings } from './settings.ts';

/** What Infill is doing, as one glance at the status bar should tell. */
export type State =
  | { kind: 'ready' }
  | { kind: 'asking' }
  /** Filling a selection; so many tokens have come. */
  | { kind: 'filling'; tokens: number }
  | { kind: 'off'; scope: 'everywhere' | 'language' }
  | { kind: 'noKey' }
  | { kind: 'failing'; failure: Failure };

/** The facts that make up the state. */
export interface StatusFacts {
  off: 'everywhere' | 'language' | null;
  hasKey: boolean;
  failure: Failure | null;
  /** Requests under way. */
  asking: number;
  /** Tokens that a fill under way has brought; null without one. */
  filling: number | null;
}

/** The state of Infill, from facts as they come in. */
export class Status {
  readonly #changed = new vscode.EventEmitter<State>();
  readonly onDidChange = this.#changed.event;
  // A key is looked up at activation: nobody should see "no key" flash up before that.
  #facts: StatusFacts = { off: null, hasKey: true, failure: null, asking: 0, filling: null };

  get facts(): Readonly<StatusFacts> {
    return this.#facts;
  }

  get state(): State {
    const { off, hasKey, failure, asking, filling } = this.#facts;
    if (filling !== null) return { kind: 'filling', tokens: filling };
    if (off) return { kind: 'off', scope: off };
    if (failure?.cause === 'endpoint' || failure?.cause === 'secrets') return { kind: 'failing', failure };
    if (!hasKey) return { kind: 'noKey' };
    if (asking > 0) return { kind: 'asking' };
    return failure ? { kind: 'failing', failure } : { kind: 'ready' };
  }

  /** Looks where the user is: Infill may be off for the language of the active editor. */
  lookAround(settings: Settings): void {
    const language = vscode.window.activeTextEditor?.document.languageId;
    const everywhere = settings.enable['*'] === false;
    const here = language === undefined ? !everywhere : isEnabled(settings, language);
    this.update({ off: here ? null : everywhere ? 'everywhere' : 'language' });
  }

  update(facts: Partial<StatusFacts>): void {
    this.#facts = { ...this.#facts, ...facts };
    this.#changed.fire(this.state);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
