import * as vscode from 'vscode';
import type { Preview } from './preview.ts';

/** A save that has not been heard of for so long has failed; VS Code does not tell (1.139.1). In milliseconds. */
const saveFailedMs = 5_000;
/** VS Code has to find the document clean after the save, or a tab that is closed with it stays open. In milliseconds. */
const afterSaveMs = 50;
/** Writing anew so often, and so much more often than VS Code saves by itself, keeps it from saving. */
const touchMs = 400;
const touchShare = 0.4;

/**
 * Keeps a preview out of what is saved: it is taken out before, and put back after. Where VS Code saves some time after
 * each change, putting it back would be the next change, and so on for ever: so, once nothing of the user's is unsaved,
 * the preview is touched before that time is over.
 */
export class Saving {
  readonly #preview: Preview;
  readonly #onBack: () => void;
  /** What is to be put back; null while nothing is saved. */
  #out: readonly string[] | null = null;
  #isUsersSaved: boolean;
  #back: ReturnType<typeof setTimeout> | undefined;
  #toucher: ReturnType<typeof setTimeout> | undefined;

  /** @param onBack hears that the preview may be written again */
  constructor(preview: Preview, onBack: () => void) {
    this.#preview = preview;
    this.#onBack = onBack;
    this.#isUsersSaved = !preview.document.isDirty;
  }

  /** Whether the preview has to stay out. */
  get isOut(): boolean {
    return this.#out !== null;
  }

  /** Takes the preview out. VS Code goes on with the save when this resolves. */
  async willSave(): Promise<void> {
    this.#stopTouching();
    clearTimeout(this.#back);
    this.#backIn(saveFailedMs);
    if (this.#out) return;
    this.#out = this.#preview.parts.map(({ now }) => now);
    const wasShown = this.#preview.isShown;
    await this.#preview.takeOut();
    if (!wasShown) this.#out = [];
  }

  /** Puts the preview back in a moment. */
  didSave(): void {
    this.#isUsersSaved = true;
    this.#backIn(afterSaveMs);
  }

  /** Puts back what was taken out, where the document is in view; elsewhere it waits for that. */
  async putBack(): Promise<void> {
    if (!this.#out || !this.#preview.editor) return;
    const texts = this.#out;
    // A key was faster.
    if (texts.length > 0 && !(await this.#preview.show(texts))) return this.#backIn(afterSaveMs);
    this.#out = null;
    this.touch();
    this.#onBack();
  }

  /** Hears that the user has changed something. */
  usersChanged(): void {
    this.#isUsersSaved = false;
    this.#stopTouching();
  }

  /** Begins to keep VS Code from saving, where it would do nothing but that. */
  touch(): void {
    this.#stopTouching();
    const { document } = this.#preview;
    const files = vscode.workspace.getConfiguration('files', document);
    if (files.get('autoSave') !== 'afterDelay' || !this.#isUsersSaved || document.isUntitled) return;
    const every = Math.min(touchMs, files.get<number>('autoSaveDelay', 1_000) * touchShare);
    this.#toucher = setInterval(() => {
      if (this.#preview.isShown && !this.isOut) void this.#preview.touch();
    }, every);
  }

  dispose(): void {
    clearTimeout(this.#back);
    this.#stopTouching();
    this.#out = null;
  }

  #backIn(milliseconds: number): void {
    clearTimeout(this.#back);
    this.#back = setTimeout(() => void this.putBack(), milliseconds);
  }

  #stopTouching(): void {
    clearInterval(this.#toucher);
  }
}
