import * as vscode from 'vscode';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/vscode/log.ts';
import { describe } from '../../mistral/errors/describe.ts';
import type { CursorContext } from '../cursorContext.ts';
import { type CursorPlace, isActive } from './cursorPlace.ts';
import { mayCompete } from './otherCompleters.ts';
import type { Registrations } from './registrations.ts';

/** A place for which VS Code has requested ghost text. */
export interface RequestPosition extends CursorPlace {
  /** The engine's context for it. */
  context: CursorContext;
}

/** A provider call that our command causes. */
interface OwnCall extends RequestPosition {
  item: vscode.InlineCompletionItem;
  onCalled: (isCalled: boolean) => void;
  /** Time after which a call for it can no longer come, by the clock. */
  endsAt: number;
}

/**
 * Minimum time between two commands, in milliseconds. A command during the provider call of another cancels that call,
 * and the other command then moves among the old texts (1.139.1). A choice: `npm run soak -- growth` finds no such case.
 */
const commandGapMs = 100;
/** Number of further commands that remove the shorter text; VS Code may still be busy during the first. A choice. */
const maxCleanUps = 2;
/** Time limit for the provider call of a command, in milliseconds. VS Code delays it by 50 ms if another is running. */
const callLimitMs = 250;
/** Time in which a call that missed the limit is still our own, in milliseconds. A choice: a busy VS Code is so late. */
const lateMs = 1000;
/** Number of missing calls in a row that show another behaviour of VS Code. A choice: after an Esc one is missing, too. */
const maxMissed = 20;

/** Whether VS Code calls again at a position if a provider is new (source of 1.103 to 1.110, measured in 1.139.1). */
const callsNewProviders = isAtLeast(vscode.version, 1, 103);

/** Whether ghost text can be replaced only once at a position (measured in 1.100.3). */
export const growsOnce = !callsNewProviders;

/**
 * Shows a longer ghost text in place of the one in view. The stable API has no call for that. The command *Show Next
 * Inline Suggestion* calls the providers again and selects the text after the current one. It does nothing if no ghost
 * text is in view, so it never brings back what Esc, a move of the cursor or a lost focus has removed.
 *
 * VS Code keeps the shorter text in front of the longer one and would show it at the next key (1.139.1). If the command
 * runs once more, VS Code keeps the longer text only. It calls again at the same position only if a provider is new, so the
 * provider is registered again before each command. Up to 1.102 VS Code calls once and keeps the longer text (1.100.3).
 *
 * The command could select the text of another extension, so nothing is replaced while one may be active.
 *
 * It also shows a first text for which VS Code no longer waits.
 */
export class GhostTextReplacer {
  readonly #registrations: Pick<Registrations, 'renew'>;
  readonly #clock: Clock;
  readonly #log: Log;
  #call: OwnCall | null = null;
  #last: RequestPosition | null = null;
  #cleanUp = new AbortController();
  #missed = 0;
  /** Settles when the next command may run. */
  #ready: Promise<unknown> = Promise.resolve();

  constructor(registrations: Pick<Registrations, 'renew'>, clock: Clock, log: Log) {
    this.#registrations = registrations;
    this.#clock = clock;
    this.#log = log;
  }

  /** Whether a provider call for a document, marked as the user's, may be our own. */
  isAsking(document: vscode.TextDocument): boolean {
    return this.#call?.document === document && this.#clock.now() < this.#call.endsAt;
  }

  /** The item for our own provider call; null for any other call. */
  answer(document: vscode.TextDocument, position: vscode.Position): vscode.InlineCompletionItem | null {
    const call = this.#call;
    if (!call || !this.isAsking(document) || !isAt(call, document, position)) return null;
    call.onCalled(true);
    return call.item;
  }

  /**
   * Shows an item in place of the ghost text in view.
   * @param signal aborts if the text must stay as it is
   * @returns whether VS Code has called for the item
   */
  async replace(place: RequestPosition, item: vscode.InlineCompletionItem, signal: AbortSignal): Promise<boolean> {
    this.#cleanUp.abort();
    if (!this.#canReplace(place)) return false;
    this.#last = place;
    try {
      const show = () => this.#showNext(place, item, signal);
      // A busy VS Code sometimes calls too late or not at all, so the command runs again.
      const isTaken = (await show()) || (callsNewProviders && (await show()));
      if (isTaken === false) this.#countMiss();
      if (!isTaken) return false;
      if (growsOnce) this.#missed = 0;
      else {
        this.#cleanUp = new AbortController();
        void this.#removeShorterText(place, item, AbortSignal.any([signal, this.#cleanUp.signal]));
      }
      return true;
    } catch (error) {
      this.#log.warn(`ghost text cannot grow: ${describe(error)}`);
      return false;
    }
  }

  /**
   * Whether VS Code ends a call while the cursor rests: by default it opens the suggestion list 750 ms after a key, and
   * shows no ghost text that comes later (1.139.1).
   */
  canShowLate(place: RequestPosition): boolean {
    const setting = vscode.workspace.getConfiguration('editor', place.document).get<unknown>('quickSuggestions', null);
    const endsCalls = JSON.stringify(setting).includes('offWhenInlineCompletions');
    return endsCalls && isActive(place);
  }

  /** Shows an item where none is in view. */
  async showLate(place: RequestPosition, item: vscode.InlineCompletionItem): Promise<void> {
    try {
      await this.#inTurn(() => isActive(place) && this.#run('editor.action.inlineSuggest.trigger', place, item));
    } catch (error) {
      this.#log.warn(`late ghost text is not shown: ${describe(error)}`);
    }
  }

  async #removeShorterText(
    place: RequestPosition,
    item: vscode.InlineCompletionItem,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      for (let left = maxCleanUps; left > 0; left--) {
        const isCalled = await this.#showNext(place, item, signal);
        if (isCalled === null || signal.aborted || !isActive(place)) return;
        if (isCalled) this.#missed = 0;
        else {
          this.#countMiss();
          // The command has selected the shorter text; the second selects the longer one again.
          await this.#showNext(place, item, signal);
          return;
        }
      }
      // VS Code calls again when the user triggers the next suggestion.
      this.#registrations.renew(place.document.uri.scheme);
    } catch (error) {
      this.#log.warn(`the shorter ghost text is not removed: ${describe(error)}`);
    }
  }

  #countMiss(): void {
    this.#missed++;
    if (this.#missed === maxMissed) this.#log.warn('VS Code does not ask for longer text: ghost text stops growing');
    else this.#log.debug('VS Code did not ask for the longer text');
  }

  /** @returns whether VS Code has called for the item; null if the cursor no longer rests there */
  #showNext(place: RequestPosition, item: vscode.InlineCompletionItem, signal: AbortSignal): Promise<boolean | null> {
    return this.#inTurn(() => {
      if (signal.aborted || !isActive(place)) return null;
      if (callsNewProviders) this.#registrations.renew(place.document.uri.scheme);
      return this.#run('editor.action.inlineSuggest.showNext', place, item);
    });
  }

  /** Runs a command once the last one may be over. */
  #inTurn<T>(command: () => T | Promise<T>): Promise<T> {
    const done = this.#ready.then(command);
    const pause = (): Promise<void> => new Promise((resolve) => void this.#clock.setTimeout(resolve, commandGapMs));
    this.#ready = done.then(pause, pause);
    return done;
  }

  /** @returns whether VS Code has called for the item */
  async #run(command: string, place: RequestPosition, item: vscode.InlineCompletionItem): Promise<boolean> {
    let onCalled: OwnCall['onCalled'] = () => undefined;
    const called = new Promise<boolean>((resolve) => (onCalled = resolve));
    const call: OwnCall = { ...place, item, onCalled, endsAt: Infinity };
    this.#call = call;
    let isCalled = false;
    try {
      // VS Code may report the end of a command before its provider call.
      await vscode.commands.executeCommand(command);
      const limit = this.#clock.setTimeout(() => onCalled(false), callLimitMs);
      isCalled = await called;
      this.#clock.clearTimeout(limit);
    } finally {
      call.endsAt = isCalled ? 0 : this.#clock.now() + lateMs;
    }
    return isCalled;
  }

  #canReplace(place: RequestPosition): boolean {
    const isAgain = this.#last !== null && isAt(this.#last, place.document, place.position);
    const isAsked = callsNewProviders || !(place.context.explicit || isAgain);
    return isAsked && this.#missed < maxMissed && !mayCompete();
  }
}

function isAt(place: RequestPosition, document: vscode.TextDocument, position: vscode.Position): boolean {
  return place.document === document && place.version === document.version && place.position.isEqual(position);
}

function isAtLeast(version: string, minMajor: number, minMinor: number): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > minMajor || (major === minMajor && minor >= minMinor);
}
