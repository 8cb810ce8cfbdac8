import * as vscode from 'vscode';
import { systemClock } from '../../base/clock.ts';
import type { Preview } from './preview.ts';

/** A save that has not been heard of for so long has failed; VS Code does not tell (1.139.1). In milliseconds. */
const saveFailedMs = 5_000;
/** VS Code has to find the document clean after the save, or a tab that is closed with it stays open. In milliseconds. */
const afterSaveMs = 50;
/** So often the preview is taken out anew where a key was faster. */
const maxAttempts = 5;
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
  readonly #onChange: () => void;
  /** What is to be put back; null while nothing is saved. */
  #out: readonly string[] | null = null;
  #saves = 0;
  #isUsersSaved: boolean;
  #back: unknown;
  #toucher: ReturnType<typeof setTimeout> | undefined;

  /** @param onChange hears that the preview was taken out, or may be written again */
  constructor(preview: Preview, onChange: () => void) {
    this.#preview = preview;
    this.#onChange = onChange;
    this.#isUsersSaved = !preview.document.isDirty;
  }

  /** Whether the preview has to stay out. */
  get isOut(): boolean {
    return this.#out !== null;
  }

  /** Takes the preview out. VS Code goes on with the save when this resolves. */
  async willSave(): Promise<void> {
    this.#stopKeepingDirty();
    this.#backIn(saveFailedMs);
    this.#saves++;
    // From now on nothing new is written; what is being written has to land.
    this.#out ??= [];
    await this.#preview.rest();
    for (let attempt = 0; this.#preview.isShown && attempt < maxAttempts; attempt++) {
      this.#out = this.#preview.parts.map(({ now }) => now);
      await this.#preview.takeOut(); // refused where a key was faster
    }
    this.#onChange();
  }

  /** Puts the preview back in a moment. */
  didSave(): void {
    this.#isUsersSaved = true;
    this.#backIn(afterSaveMs);
  }

  /** Puts back what was taken out, where the document is in view; elsewhere it waits for that. */
  async putBack(): Promise<void> {
    const texts = this.#out;
    const saves = this.#saves;
    if (!texts || !this.#preview.editor) return;
    // A key was faster.
    if (texts.length > 0 && !(await this.#preview.show(texts))) return this.#backIn(afterSaveMs);
    // With another save begun meanwhile, it is out again.
    if (saves !== this.#saves) return;
    this.#out = null;
    this.keepDirty();
    this.#onChange();
  }

  /** Forgets what was taken out: what was there before stays. */
  drop(): void {
    systemClock.clearTimeout(this.#back);
    this.#out = null;
  }

  /** Hears that the user has changed something. */
  usersChanged(): void {
    this.#isUsersSaved = false;
    this.#stopKeepingDirty();
  }

  /** Begins to keep VS Code from saving, where it would do nothing but that. */
  keepDirty(): void {
    this.#stopKeepingDirty();
    const { document } = this.#preview;
    const files = vscode.workspace.getConfiguration('files', document);
    if (files.get('autoSave') !== 'afterDelay' || !this.#isUsersSaved || document.isUntitled) return;
    const every = Math.min(touchMs, files.get<number>('autoSaveDelay', 1_000) * touchShare);
    this.#toucher = setInterval(() => {
      if (this.#preview.isShown && !this.isOut) void this.#preview.touch();
    }, every);
  }

  dispose(): void {
    this.drop();
    this.#stopKeepingDirty();
  }

  #backIn(milliseconds: number): void {
    systemClock.clearTimeout(this.#back);
    this.#back = systemClock.setTimeout(() => void this.putBack(), milliseconds);
  }

  #stopKeepingDirty(): void {
    clearInterval(this.#toucher);
  }
}
