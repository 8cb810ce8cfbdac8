import * as vscode from 'vscode';
import type { CursorContext } from '../completion/cursorContext.ts';
import type { Clock } from '../mistral/clock.ts';
import { describe } from './log.ts';
import { mayCompete } from './otherCompleters.ts';
import type { Log } from './recentLog.ts';
import type { Registrations } from './registrations.ts';

/** A place at which VS Code has asked for ghost text. */
export interface RequestPosition {
  document: vscode.TextDocument;
  version: number;
  position: vscode.Position;
  /** What the engine was asked with. */
  context: CursorContext;
}

/** A call of VS Code's that our command is to bring. */
interface OwnCall extends RequestPosition {
  item: vscode.InlineCompletionItem;
  /** Hears whether it comes. */
  come: (isCalled: boolean) => void;
}

/**
 * The answer of a call is in view by then, in milliseconds. A command that comes before ends the call of the one before,
 * which then goes on among the texts that were there (1.139.1).
 */
const drawnMs = 100;
/** The new text is kept alone after so many calls: the first does on a machine without other work. */
const cleanUps = 2;
/** A call that does not come within this does not come; VS Code waits for 50 ms where it asks already. In milliseconds. */
const callLimitMs = 250;
/** After an Esc no call comes, so that one tells nothing; so many in a row tell of a VS Code that does otherwise. */
const maxMissed = 5;

/**
 * Shows a longer ghost text in place of the one in view, for which VS Code's stable API has no call. Its command *Show
 * Next Inline Suggestion* asks the providers again, goes to the text after the current one, and does nothing where no
 * ghost text is in view: so nothing comes back that Esc, a move of the cursor or a lost focus has taken away. VS Code
 * keeps the shorter text before the longer one, and would show it at the next key; asked by the command once more, it
 * finds the longer one alone. It asks twice at a place only where a provider is new (read in 1.103 to 1.110, measured in
 * 1.139.1: of 219 growths none was without text for a frame), so that ours is registered anew. Up to 1.102 it asks once
 * at a place, and shows the longer text from then on (1.100.3). With another provider's text beside ours it could go to
 * that one, so that nothing is done where there may be one.
 */
export class Replacer {
  readonly #registrations: Pick<Registrations, 'renew' | 'disposeReplaced'>;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #asksAgain = asksNewProviders(vscode.version);
  #call: OwnCall | null = null;
  /** The place of the last replacement. */
  #last: RequestPosition | null = null;
  /** Aborts the clean-up that is under way. */
  #cleanUp = new AbortController();
  #missed = 0;
  /** Settles once the answer of the last call is in view. */
  #drawn: Promise<unknown> = Promise.resolve();

  constructor(registrations: Pick<Registrations, 'renew' | 'disposeReplaced'>, clock: Clock, log: Log) {
    this.#registrations = registrations;
    this.#clock = clock;
    this.#log = log;
  }

  /** Whether a call for a document that VS Code makes as the user's may be ours. */
  isAsking(document: vscode.TextDocument): boolean {
    return this.#call?.document === document;
  }

  /** What VS Code is to have for a call that is ours; null for any other. */
  answer(document: vscode.TextDocument, position: vscode.Position): vscode.InlineCompletionItem | null {
    const call = this.#call;
    if (!call || !isAt(call, document, position)) return null;
    call.come(true);
    return call.item;
  }

  /**
   * Shows an item in place of the ghost text in view.
   * @param signal aborts where the text is to stay as it is
   * @returns whether VS Code has taken it
   */
  async replace(place: RequestPosition, item: vscode.InlineCompletionItem, signal: AbortSignal): Promise<boolean> {
    this.#cleanUp.abort();
    if (!this.#mayAsk(place)) return false;
    this.#last = place;
    try {
      const isTaken = (await this.#ask(place, item, signal)) === true;
      if (isTaken && this.#asksAgain) {
        this.#cleanUp = new AbortController();
        void this.#keepAlone(place, item, AbortSignal.any([signal, this.#cleanUp.signal]));
      }
      return isTaken;
    } catch (error) {
      this.#log.warn(`ghost text cannot grow: ${describe(error)}`);
      return false;
    }
  }

  /** Has VS Code keep the new text alone, and ask again where the user wants the next one. */
  async #keepAlone(place: RequestPosition, item: vscode.InlineCompletionItem, signal: AbortSignal): Promise<void> {
    try {
      for (let left = cleanUps; left > 0; left--) {
        const isAsked = await this.#ask(place, item, signal);
        if (isAsked === null || signal.aborted || !isHere(place)) return;
        this.#missed = isAsked ? 0 : this.#missed + 1;
        if (this.#missed === maxMissed)
          this.#log.warn('ghost text grows no more: VS Code does otherwise than expected');
        // The command has gone to the shorter text, where that is in view still: once more, and it is back.
        if (!isAsked) {
          await this.#ask(place, item, signal);
          return;
        }
      }
      this.#registrations.renew(place.document.uri.scheme);
    } catch (error) {
      this.#log.warn(`ghost text that has grown may shrink: ${describe(error)}`);
    } finally {
      if (this.#call === null) this.#registrations.disposeReplaced();
    }
  }

  /**
   * Has VS Code ask by its command, once the answer of the call before is in view.
   * @returns whether it did; null where the cursor rests there no longer
   */
  #ask(place: RequestPosition, item: vscode.InlineCompletionItem, signal: AbortSignal): Promise<boolean | null> {
    const asked = this.#drawn.then(() => (signal.aborted || !isHere(place) ? null : this.#askNow(place, item)));
    const pause = (): Promise<void> => new Promise((resolve) => void this.#clock.setTimeout(resolve, drawnMs));
    this.#drawn = asked.then(pause, pause);
    return asked;
  }

  async #askNow(place: RequestPosition, item: vscode.InlineCompletionItem): Promise<boolean> {
    let come: OwnCall['come'] = () => undefined;
    const called = new Promise<boolean>((resolve) => (come = resolve));
    const limit = this.#clock.setTimeout(() => come(false), callLimitMs);
    this.#call = { ...place, item, come };
    try {
      if (this.#asksAgain) this.#registrations.renew(place.document.uri.scheme);
      await vscode.commands.executeCommand('editor.action.inlineSuggest.showNext');
      return await called;
    } finally {
      this.#clock.clearTimeout(limit);
      this.#call = null;
    }
  }

  #mayAsk(place: RequestPosition): boolean {
    const isAgain = this.#last !== null && isAt(this.#last, place.document, place.position);
    const isPossible = this.#asksAgain || !(place.context.explicit || isAgain);
    return isPossible && this.#missed < maxMissed && !mayCompete();
  }
}

function isAt(place: RequestPosition, document: vscode.TextDocument, position: vscode.Position): boolean {
  return place.document === document && place.version === document.version && place.position.isEqual(position);
}

/** Whether the cursor still rests at a place. */
function isHere(place: RequestPosition): boolean {
  const editor = vscode.window.activeTextEditor;
  return editor?.selections.length === 1 && isAt(place, editor.document, editor.selection.active);
}

/** How often the text at a place may be replaced. */
export function maxReplacements(version: string): number {
  return asksNewProviders(version) ? 2 : 1;
}

function asksNewProviders(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 1 || minor >= 103;
}
