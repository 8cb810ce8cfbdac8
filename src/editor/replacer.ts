import * as vscode from 'vscode';
import type { Clock } from '../mistral/clock.ts';
import type { Log } from './recentLog.ts';
import type { Registrations } from './registrations.ts';

/** A place in a document, at which VS Code has asked for ghost text. */
export interface Asked {
  document: vscode.TextDocument;
  version: number;
  position: vscode.Position;
  /** The user has asked. */
  explicit: boolean;
}

interface Replacement extends Asked {
  item: vscode.InlineCompletionItem;
  calls: number;
}

/**
 * VS Code has drawn an answer after so long, in milliseconds: 20 of 20 times under load (1.139.1). Where it has not, the
 * text grows all the same, and only the key after it draws the shorter one for a moment.
 */
const drawnMs = 80;
/** VS Code may make the call of a command so long after it: it waits for 50 ms while it asks already. */
const lateMs = 100;
/** After an Esc no call comes, so that one tells nothing; so many in a row tell of a VS Code that does otherwise. */
const maxMissed = 5;

/**
 * Shows a longer ghost text in place of the one in view, for which VS Code's stable API has no call. Its command *Show
 * Next Inline Suggestion* asks the providers again, goes to the next of their texts, and does nothing where no ghost text
 * is in view: so nothing comes back that Esc, a move of the cursor or a lost focus has taken away. VS Code keeps the
 * shorter text before the longer one, and would show it at the next key; asked by the command once more, it finds the
 * longer one alone. It asks twice at a place only where a provider is new (read from 1.103 to 1.110, measured in 1.139.1
 * with 60 growths of 40 texts: none was away for a frame), so that ours is registered anew. Up to 1.102 it asks once at
 * a place, and shows the longer text from then on (1.100.3).
 */
export class Replacer {
  readonly #registrations: Pick<Registrations, 'renew' | 'disposeReplaced'>;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #asksAnew = asksAnew(vscode.version);
  #current: Replacement | null = null;
  /** The place of the last replacement; null before. */
  #last: Asked | null = null;
  #isAtWork: Promise<void> = Promise.resolve();
  #missed = 0;

  constructor(registrations: Pick<Registrations, 'renew' | 'disposeReplaced'>, clock: Clock, log: Log) {
    this.#registrations = registrations;
    this.#clock = clock;
    this.#log = log;
  }

  /** Whether a call that VS Code makes as the user's may be one of ours. */
  get isAsking(): boolean {
    return this.#current !== null;
  }

  /** What VS Code is to have for a call that is ours; null for any other. */
  answer(document: vscode.TextDocument, position: vscode.Position): vscode.InlineCompletionItem | null {
    const current = this.#current;
    if (!current || !isAt(current, document, position)) return null;
    current.calls++;
    return current.item;
  }

  /**
   * Shows an item in place of the ghost text in view.
   * @param signal aborts where the text is to stay as it is
   * @returns false where none is in view
   */
  async replace(asked: Asked, item: vscode.InlineCompletionItem, signal: AbortSignal): Promise<boolean> {
    await this.#isAtWork;
    if (this.#missed >= maxMissed || signal.aborted || !isHere(asked) || !this.#mayAsk(asked)) return false;
    this.#last = asked;
    const current = (this.#current = { ...asked, item, calls: 0 });
    if (this.#asksAnew) this.#registrations.renew(asked.document.uri.scheme);
    await showNext();
    const isShown = current.calls > 0;
    this.#isAtWork = this.#finish(current, isShown && this.#asksAnew, signal);
    return isShown;
  }

  /** Leaves the text that has taken the other's place alone in VS Code's memory. */
  async #finish(current: Replacement, isShown: boolean, signal: AbortSignal): Promise<void> {
    if (isShown) {
      await this.#pause(drawnMs);
      if (!signal.aborted && isHere(current)) {
        current.calls = 0;
        this.#registrations.renew(current.document.uri.scheme);
        await showNext();
        await this.#check(current, signal);
      }
    }
    await this.#pause(lateMs);
    this.#current = null;
    this.#registrations.disposeReplaced();
  }

  /** Where the call did not come and the text is in view still, the command has gone to the shorter one. */
  async #check(current: Replacement, signal: AbortSignal): Promise<void> {
    if (current.calls === 0) await this.#pause(lateMs);
    this.#missed = current.calls === 1 ? 0 : this.#missed + 1;
    if (this.#missed === maxMissed) this.#log.warn('ghost text grows no more: VS Code does otherwise than expected');
    if (current.calls === 0 && !signal.aborted && isHere(current)) await showNext();
  }

  #mayAsk(asked: Asked): boolean {
    const isAgain = this.#last !== null && isAt(this.#last, asked.document, asked.position);
    return this.#asksAnew || !(asked.explicit || isAgain);
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => void this.#clock.setTimeout(resolve, milliseconds));
  }
}

async function showNext(): Promise<void> {
  await vscode.commands.executeCommand('editor.action.inlineSuggest.showNext');
}

function isAt(asked: Asked, document: vscode.TextDocument, position: vscode.Position): boolean {
  return asked.document === document && asked.version === document.version && asked.position.isEqual(position);
}

/** Whether the cursor still rests at a place. */
function isHere(asked: Asked): boolean {
  const editor = vscode.window.activeTextEditor;
  return editor?.selections.length === 1 && isAt(asked, editor.document, editor.selection.active);
}

function asksAnew(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 1 || minor >= 103;
}
