import * as vscode from 'vscode';
import { systemClock } from '../../base/clock.ts';
import type { Preview } from './preview.ts';

/**
 * VS Code does not report that a save has failed (1.139.1); after this time the preview comes back. A choice, in
 * milliseconds.
 */
const saveTimeoutMs = 5_000;
/**
 * The preview comes back this long after the save: a tab that is saved in order to be closed stays open unless VS Code
 * finds its document clean (1.139.1). A choice, in milliseconds.
 */
const putBackMs = 50;
/** Attempts to take the preview out: a key can be faster than the edit. A choice. */
const maxTakeOuts = 5;
/** Part of `files.autoSaveDelay` after which the delay is started again. A choice: the other half is for a busy machine. */
const postponeShare = 0.5;
/** Shortest time between two such changes, each of which can make VS Code refuse another edit. A choice, in milliseconds. */
const minPostponeMs = 50;
/** Automatic saves in a row that have nothing to write. A choice: a busy machine is late once, a short delay each time. */
const maxIdleSaves = 3;

/**
 * Keeps a preview out of all saves: takes it out before VS Code writes the file, and puts it back afterwards.
 *
 * With `files.autoSave: afterDelay`, putting it back is a change, so that each save would cause the next. The stable API
 * can neither cancel a save nor switch automatic saves off for one document; but each change of a document starts the
 * delay again (1.100.3, 1.139.1). So while the preview is all that is unsaved, one character of it is replaced by itself
 * after half of the delay, and VS Code does not save. The price: such a change cancels what VS Code computes for the
 * document at that time, for instance a slow formatter's answer. The alternative, leaving the preview out after an
 * automatic save until the user's next key, would hide each preview while it is read: 1 s after it came, by default.
 * That is done only where VS Code keeps saving nevertheless, with delays below some 100 ms.
 */
export class PreviewSaving {
  readonly #preview: Preview;
  readonly #onChange: () => void;
  /** The texts to put back, none where the preview was not shown; null while no save is under way. */
  #out: readonly string[] | null = null;
  #saves = 0;
  #idleSaves = 0;
  #isKeptOut = false;
  #isDisposed = false;
  #isUsersSaved: boolean;
  #putBackTimer: unknown;
  #postponeTimer: unknown;

  /** @param onChange called when the preview was taken out, and when it may be written again */
  constructor(preview: Preview, onChange: () => void) {
    this.#preview = preview;
    this.#onChange = onChange;
    this.#isUsersSaved = !preview.document.isDirty;
  }

  /** Whether the preview must not be written now. */
  get isOut(): boolean {
    return this.#out !== null;
  }

  /** Whether the preview stays out until the user's next key, click or change. */
  get isKeptOut(): boolean {
    return this.#isKeptOut;
  }

  /** Takes the preview out. VS Code continues with the save when this resolves. */
  async willSave(reason?: vscode.TextDocumentSaveReason): Promise<void> {
    this.#stopPostponing();
    const isIdle = reason === vscode.TextDocumentSaveReason.AfterDelay && this.#isUsersSaved;
    this.#idleSaves = isIdle ? this.#idleSaves + 1 : 0;
    this.#isKeptOut = false;
    this.#putBackIn(saveTimeoutMs);
    this.#saves++;
    // No edit begins from now on; the one under way has to end first.
    this.#out ??= [];
    await this.#preview.rest();
    for (let attempt = 0; this.#preview.isShown && attempt < maxTakeOuts; attempt++) {
      this.#out = this.#preview.parts.map(({ now }) => now);
      await this.#preview.takeOut();
    }
    this.#onChange();
  }

  didSave(): void {
    this.#isUsersSaved = true;
    if (!this.#out || this.#idleSaves < maxIdleSaves) return this.#putBackIn(putBackMs);
    systemClock.clearTimeout(this.#putBackTimer);
    this.#isKeptOut = true;
    this.#onChange();
  }

  /** Puts back what was taken out, if the document is in view. */
  async putBack(): Promise<void> {
    const texts = this.#out;
    const saves = this.#saves;
    if (!texts || !this.#preview.editor) return;
    if (texts.length > 0 && !(await this.#preview.show(texts))) return this.#putBackIn(putBackMs); // a key was faster
    // Another save has begun meanwhile.
    if (saves !== this.#saves) return;
    this.#out = null;
    this.#isKeptOut = false;
    this.postponeAutoSave();
    this.#onChange();
  }

  /** Forgets what was taken out: the originals remain. */
  drop(): void {
    systemClock.clearTimeout(this.#putBackTimer);
    this.#out = null;
    this.#isKeptOut = false;
  }

  /** The document has a change that is not the preview's. */
  onUserChange(): void {
    this.#isUsersSaved = false;
    this.#stopPostponing();
    this.onUserInput();
  }

  onUserInput(): void {
    if (this.#isKeptOut) void this.putBack();
  }

  /** Starts the delay of automatic saves again before it ends, while the preview is all that is unsaved. */
  postponeAutoSave(): void {
    this.#stopPostponing();
    if (this.#isDisposed) return;
    const { document } = this.#preview;
    const files = vscode.workspace.getConfiguration('files', document);
    if (files.get('autoSave') !== 'afterDelay' || !this.#isUsersSaved || document.isUntitled) return;
    const delay = Math.max(minPostponeMs, files.get('autoSaveDelay', 1_000) * postponeShare);
    const timer = systemClock.setTimeout(() => void this.#postpone(timer), delay);
    this.#postponeTimer = timer;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.drop();
    this.#stopPostponing();
  }

  async #postpone(timer: unknown): Promise<void> {
    if (!this.isOut && (await this.#preview.keepDirty())) this.#idleSaves = 0;
    if (timer === this.#postponeTimer) this.postponeAutoSave();
  }

  #stopPostponing(): void {
    systemClock.clearTimeout(this.#postponeTimer);
    this.#postponeTimer = undefined;
  }

  #putBackIn(milliseconds: number): void {
    systemClock.clearTimeout(this.#putBackTimer);
    this.#putBackTimer = systemClock.setTimeout(() => void this.putBack(), milliseconds);
  }
}
