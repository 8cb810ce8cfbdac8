import * as vscode from 'vscode';
import type { Candidates } from '../candidates.ts';
import { toLf } from '../documentGaps.ts';
import type { FillProgress } from '../fill.ts';
import type { Gap } from '../gap.ts';
import { CandidateRequests } from './candidateRequests.ts';
import type { Ending } from './ending.ts';
import type { NextOptions } from './fillOptions.ts';
import { Preview } from './preview.ts';
import { PreviewWriter } from './previewWriter.ts';
import { PreviewSaving } from './previewSaving.ts';

/**
 * An edit of the preview that no save, key or click follows within this time is the user's; before, it may be that of a
 * formatter that runs before a save. A choice, in milliseconds.
 */
const maxToolEditMs = 1_000;

/** One fill, from the command to the user's decision. */
export class FillSession {
  readonly preview: Preview;
  readonly saving: PreviewSaving;
  readonly gaps: readonly Gap[];
  readonly #requests: CandidateRequests;
  readonly #writer: PreviewWriter;
  readonly #report: (ending: Ending) => void;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #received = new vscode.EventEmitter<void>();
  /** Fires when something that a user can see of it has changed, except for the number of tokens. */
  readonly onDidChange = this.#changed.event;
  /** Fires when a request begins or ends, and when tokens have come. */
  readonly onDidReceive = this.#received.event;
  #wasShown: boolean;
  /** The user has edited elsewhere during the request: its text is written at its end, as one undo step. */
  #isHeldBack = false;
  /** Runs while it is open whether an edit of the preview was the user's. */
  #edited: ReturnType<typeof setTimeout> | null = null;
  #isWaiting = false;
  #isOver = false;

  /** @param gaps in offsets of the document, from top to bottom; with `original` where the preview is already there */
  constructor(
    document: vscode.TextDocument,
    gaps: readonly (Gap & { original?: string })[],
    nextOptions: NextOptions,
    report: (ending: Ending) => void,
  ) {
    this.preview = new Preview(document, gaps);
    this.gaps = gaps;
    this.#report = report;
    this.#requests = new CandidateRequests(this.preview, gaps, nextOptions, report, (news) => this.#onProgress(news));
    this.#writer = new PreviewWriter(this.preview, {
      canWrite: () => this.#canWrite,
      onWritten: () => this.#onWritten(),
      onRefused: () => this.#end({ kind: 'refused' }),
    });
    this.saving = new PreviewSaving(this.preview, () => {
      this.#onChange();
      this.#writer.write();
    });
    this.#wasShown = this.preview.isShown;
    if (this.#wasShown) this.candidates.add(this.preview.parts.map(({ now }) => toLf(now)));
  }

  get candidates(): Candidates {
    return this.#requests.candidates;
  }

  get isRunning(): boolean {
    return this.#requests.isRunning;
  }

  /** Number of tokens received from the request that runs; `retrying` if it is sent again. */
  get progress(): number | 'retrying' {
    return this.#requests.progress;
  }

  /** Whether it runs, or has something to decide; otherwise only a redo can restore it. */
  get isActive(): boolean {
    return !this.#isOver && (this.isRunning || this.preview.isShown || this.saving.isOut);
  }

  /** Whether its text is in the document and not edited. */
  get isAcceptable(): boolean {
    return !this.#isOver && this.preview.isShown && !this.#edited;
  }

  /** Whether it begins after another fill of its document. */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** Whether it is decided: nothing of it is a preview any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Makes it begin after another fill, and follow its gaps until then. */
  wait(): void {
    this.#isWaiting = true;
  }

  /** Ends it, also before it has begun. */
  async drop(): Promise<void> {
    if (this.#isWaiting) this.#end();
    else await this.discard();
  }

  /** Requests the first candidate, or another. Resolves when it has come, or none comes. */
  async ask(): Promise<void> {
    if (this.isRunning || this.#isOver) return;
    const hasWaited = this.#isWaiting;
    this.#isWaiting = false;
    this.#writer.begin();
    if (!(await this.#requests.next(hasWaited))) return;
    this.#isHeldBack = false;
    this.#received.fire();
    if (this.candidates.current) this.#writer.write(this.candidates.current);
    else await this.discard();
  }

  /** Shows the next candidate, or the previous one. */
  cycle(step: 1 | -1): void {
    if (this.isRunning || !this.candidates.current) return;
    this.candidates.cycle(step);
    this.#writer.write(this.candidates.current);
  }

  /** Makes the preview a part of the document. */
  async accept(): Promise<void> {
    await this.saving.putBack();
    this.#end();
  }

  /** Restores the originals. A redo can bring the preview back. */
  async discard(): Promise<void> {
    if (this.#isOver) return;
    this.#stop();
    this.saving.drop();
    await this.preview.discard();
    this.#onChange();
    if (!this.#wasShown) this.#end();
  }

  /** Ends the request that runs. The document gets the last candidate, or its originals where there is none. */
  async cancel(): Promise<void> {
    if (!this.isRunning) return;
    this.#stop();
    if (!this.candidates.current) return this.discard();
    this.#writer.write(this.candidates.current);
    this.#onChange();
  }

  /** Follows a change of the document. @returns whether the preview has made it */
  update(change: vscode.TextDocumentChangeEvent): boolean {
    const effect = this.preview.update(change);
    if (effect === null || effect === 'own') return effect === 'own';
    this.saving.onUserChange();
    if (effect === 'elsewhere') this.#isHeldBack ||= this.isRunning;
    else if (effect === 'edited') this.#onEdited();
    else if (effect === 'undone') this.#stop();
    else if (effect === 'lost') this.#end({ kind: 'lost' });
    this.#onChange();
    return false;
  }

  /** A key or a click of the user follows: an edit of the preview just before was theirs. */
  onUserInput(): void {
    if (this.#edited) this.#end();
    else this.saving.onUserInput();
  }

  /** Takes the preview out. An edit of the preview just before is one that runs before a save, such as a formatter's. */
  async willSave(reason?: vscode.TextDocumentSaveReason): Promise<void> {
    this.#clearEdited();
    if (this.isActive || this.#writer.isBehind) await this.saving.willSave(reason);
  }

  /** A save without `onWillSaveTextDocument` (*Save without Formatting*) has written the preview: saves again without it. */
  async didSave(): Promise<void> {
    if (this.isAcceptable && !this.saving.isOut) {
      await this.saving.willSave();
      await this.preview.document.save();
    }
    this.saving.didSave();
  }

  /** Other editors are in view: writes what was waiting for one. */
  async onVisible(): Promise<void> {
    await this.saving.putBack();
    this.#writer.write();
  }

  dispose(): void {
    this.#stop();
    this.saving.dispose();
    this.#clearEdited();
    this.#isWaiting = false;
    this.#isOver = true;
    this.#received.fire();
  }

  #onProgress(progress: FillProgress | null): void {
    if (progress === null) return this.#onChange();
    this.#received.fire();
    // The beginning of a known candidate may become that candidate again.
    if (!this.candidates.hasBeginning(progress.texts)) this.#writer.writeSoon(progress.texts);
  }

  get #canWrite(): boolean {
    return !this.#isOver && !this.#edited && !this.saving.isOut && !(this.#isHeldBack && this.isRunning);
  }

  #onWritten(): void {
    this.#wasShown = true;
    this.saving.postponeAutoSave();
    this.#onChange();
  }

  #onEdited(): void {
    if (!this.preview.isShown && !this.saving.isOut) return this.#end();
    this.#clearEdited();
    this.#edited = setTimeout(() => this.#end(), maxToolEditMs);
  }

  #clearEdited(): void {
    if (this.#edited) clearTimeout(this.#edited);
    this.#edited = null;
  }

  #onChange(): void {
    this.#received.fire();
    this.#changed.fire();
  }

  #stop(): void {
    this.#requests.stop();
    this.#writer.stop();
  }

  #end(ending?: Ending): void {
    if (this.#isOver) return;
    if (ending) this.#report(ending);
    this.dispose();
    this.#changed.fire();
  }
}
