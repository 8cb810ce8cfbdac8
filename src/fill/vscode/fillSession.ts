import type * as vscode from 'vscode';
import { Candidates } from '../candidates.ts';
import { fill, type FillEnd, type FillOptions, type FillProgress } from '../fill.ts';
import { type Gap, readAround } from '../gap.ts';
import type { Message } from '../../base/message.ts';
import { editorIndentOf } from '../../completion/vscode/editorIndent.ts';
import { movedBy, toLf, withoutPreview } from './documentGaps.ts';
import { type Effect, Preview } from './preview.ts';
import { PreviewWriter } from './previewWriter.ts';
import { Saving } from './saving.ts';
import { textAround } from './textAround.ts';

/** How a fill came to its end, as far as the user has to hear of it. */
export type Ending =
  | { kind: 'failed'; error: unknown; hasText: boolean }
  /** No more may be sent. */
  | { kind: 'stopped'; why: Message; hasText: boolean }
  | { kind: 'cut' }
  | { kind: 'empty' }
  | { kind: 'same' }
  /** The text around it was replaced, or could not be written any more. */
  | { kind: 'lost' | 'refused' };

/** What a fill asks of the rest of the editor. */
export interface FillHost {
  /** Resolves when it is known whether the document may be sent; null where it is. */
  whenKnown(document: vscode.Uri): Promise<unknown> | null;
  /**
   * The model and the settings as they are now; null where there is none, or the document stays at home.
   * @param hasWaited whether it is a while since the user has asked for it
   */
  options(document: vscode.Uri, hasWaited: boolean): FillOptions | null;
  changed(session: FillSession): void;
  /** More of the text has come, that is not written yet. */
  progressed(session: FillSession): void;
  /** The fill is over: nothing of it is a preview any more. */
  ended(session: FillSession): void;
  tell(ending: Ending): void;
}

/** An edit that nobody has saved, and that no key or mouse has followed after so long, was the user's. In milliseconds. */
const settledMs = 1_000;
/** A candidate that is there already is asked for again so often. */
const maxRepeats = 2;

/** One fill, from the command to the user's choice: its candidates, and which of them stands in the document. */
export class FillSession {
  readonly preview: Preview;
  readonly saving: Saving;
  readonly gaps: readonly Gap[];
  readonly candidates = new Candidates();
  readonly #host: FillHost;
  readonly #writer: PreviewWriter;
  /** How many were asked for: each has a seed of its own. */
  #asked = 0;
  #run: AbortController | null = null;
  #tokens = 0;
  #wasShown = false;
  /** The user has edited elsewhere since the fill began: what comes is held back to its end. */
  #isHeldBack = false;
  /** Somebody has edited the preview: the user, or what runs before a save. */
  #edited: ReturnType<typeof setTimeout> | null = null;
  #isWaiting = false;
  #isOver = false;

  /** @param gaps in the document with its line ends, from top to bottom; with an original where a preview stands there */
  constructor(document: vscode.TextDocument, gaps: readonly (Gap & { original?: string })[], host: FillHost) {
    this.preview = new Preview(document, gaps);
    this.gaps = gaps;
    this.#host = host;
    this.#writer = new PreviewWriter(this.preview, {
      mayWrite: () => this.#mayWrite,
      onWritten: () => this.#written(),
      onRefused: () => {
        host.tell({ kind: 'refused' });
        this.#end();
      },
    });
    this.saving = new Saving(this.preview, () => {
      host.changed(this);
      this.#writer.write();
    });
    if (this.preview.isShown) {
      this.candidates.add(this.preview.parts.map(({ now }) => toLf(now)));
      this.#wasShown = true;
    }
  }

  get isRunning(): boolean {
    return this.#run !== null;
  }

  /** Whether it does something, or has something for the user to decide; else only a redo could bring it back. */
  get isActive(): boolean {
    return !this.#isOver && (this.isRunning || this.preview.isShown || this.saving.isOut);
  }

  /** Whether its text stands in the document for the user to decide. */
  get isStanding(): boolean {
    return !this.#isOver && this.preview.isShown && !this.#edited;
  }

  /** Whether it has still to begin, after another fill of its document. */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** Tokens that have come with the request that runs. */
  get tokens(): number {
    return this.#tokens;
  }

  /** Has it follow its place, and begin later. */
  wait(): void {
    this.#isWaiting = true;
  }

  /** Gives it up, begun or not. */
  async drop(): Promise<void> {
    if (this.#isWaiting) this.#end();
    else await this.discard();
  }

  /** Asks for a candidate: the first, or another. Resolves when it is there, or is not to be had. */
  async ask(): Promise<void> {
    if (this.#run || this.#isOver) return;
    const known = this.#host.whenKnown(this.preview.document.uri);
    if (known) return known.then(() => this.ask());
    const options = this.#host.options(this.preview.document.uri, this.#isWaiting);
    this.#isWaiting = false;
    for (let attempt = 0; options && attempt <= maxRepeats; attempt++) {
      const run = (this.#run = new AbortController());
      this.#tokens = 0;
      this.#host.changed(this);
      const { document, parts } = this.preview;
      const { languageId: language, uri } = document;
      const { text, start, startLine } = textAround(
        document,
        { start: parts[0]!.start, end: parts.at(-1)!.end },
        readAround,
      );
      const around = withoutPreview(text, movedBy(parts, -start), this.gaps);
      const place = { ...around, startLine, language, uri: uri.toString(), ...editorIndentOf(document) };
      const end = await fill(place, this.#asked++, options, (news) => this.#progressed(news), run.signal);
      if (run.signal.aborted) return;
      this.#run = null;
      if (!this.#came(end)) break;
      if (attempt === maxRepeats) this.#host.tell({ kind: 'same' });
    }
    if (this.candidates.current) this.#writer.want(this.candidates.current, false);
    else await this.discard();
  }

  /** Shows the next candidate, or the one before. */
  cycle(step: 1 | -1): void {
    if (this.#run || !this.candidates.current) return;
    this.candidates.cycle(step);
    this.#writer.want(this.candidates.current, false);
  }

  /** Makes what stands the user's own, or what stood until a save began. */
  async accept(): Promise<void> {
    if (this.saving.isOut) await this.saving.putBack();
    this.#end();
  }

  /** Brings back what was there before. What was received stays at hand for a redo. */
  async discard(): Promise<void> {
    if (this.#isOver) return;
    this.#stop();
    this.saving.drop();
    await this.preview.discard();
    this.#host.changed(this);
    if (!this.#wasShown) this.#end();
  }

  /** Ends the request that runs: for the first candidate all is as before, for another one the last one stays. */
  async cancel(): Promise<void> {
    if (!this.#run) return;
    this.#stop();
    if (!this.candidates.current) return this.discard();
    this.#writer.want(this.candidates.current, false);
    this.#host.changed(this);
  }

  /** Hears what a change of the document was to the preview. */
  hear(effect: Effect): void {
    if (effect === 'own') return;
    this.saving.usersChanged();
    if (effect === 'elsewhere') this.#isHeldBack ||= this.isRunning;
    else if (effect === 'edited') this.#wasEdited();
    else if (effect === 'undone') this.#stop();
    else if (effect === 'lost') {
      this.#host.tell({ kind: 'lost' });
      this.#end();
    }
    this.#host.changed(this);
  }

  /** Hears that the user is at the keyboard or the mouse: what was edited just before was edited by them. */
  commitEdit(): void {
    if (this.#edited) this.#end();
  }

  /** Takes the preview out for a save. What has edited it just before belongs to the save: a formatter, for one. */
  async willSave(): Promise<void> {
    if (this.#edited) clearTimeout(this.#edited);
    this.#edited = null;
    if (this.isActive || this.#writer.isBehind) await this.saving.willSave();
  }

  /** Hears of a save; one without what VS Code lets run before has written the preview, and is made good. */
  async didSave(): Promise<void> {
    const isWritten = this.preview.isShown && !this.saving.isOut && !this.#edited;
    if (isWritten) {
      await this.saving.willSave();
      await this.preview.document.save();
    }
    this.saving.didSave();
  }

  /** Hears that other editors are in view: what waited for one is written. */
  async seen(): Promise<void> {
    await this.saving.putBack();
    this.#writer.write();
  }

  dispose(): void {
    this.#stop();
    this.saving.dispose();
    if (this.#edited) clearTimeout(this.#edited);
    this.#isWaiting = false;
    this.#isOver = true;
    // What shows how far it has come has its end, too.
    this.#host.progressed(this);
  }

  /** Takes in what has come. @returns whether it is there already, so that asking again is worth a try */
  #came({ texts, outcome, error, stopped, tokens }: FillEnd): boolean {
    this.#tokens = tokens;
    this.#isHeldBack = false;
    const isEmpty = texts.every((text, index) => text === toLf(this.preview.parts[index]!.original));
    const isNew = !isEmpty && this.candidates.add(texts);
    if (stopped) this.#host.tell({ kind: 'stopped', why: stopped, hasText: isNew });
    else if (outcome === 'failed') this.#host.tell({ kind: 'failed', error, hasText: isNew });
    else if (isEmpty) this.#host.tell({ kind: 'empty' });
    else if (outcome === 'cut') this.#host.tell({ kind: 'cut' });
    return !isNew && !isEmpty && outcome !== 'failed' && !stopped;
  }

  #progressed({ texts, tokens }: FillProgress): void {
    this.#tokens = tokens;
    this.#host.progressed(this);
    // What may become a candidate that is there already is not worth to be seen twice.
    if (!this.candidates.beginsLike(texts)) this.#writer.want(texts, true);
  }

  get #mayWrite(): boolean {
    return !this.#isOver && !this.#edited && !this.saving.isOut && !(this.#isHeldBack && this.isRunning);
  }

  #written(): void {
    this.#wasShown = true;
    this.saving.keepDirty();
    this.#host.changed(this);
  }

  /** Somebody has changed what stands in its place: a preview may be the user's now, or a tool was at it. */
  #wasEdited(): void {
    if (!this.preview.isShown && !this.saving.isOut) return this.#end();
    if (this.#edited) clearTimeout(this.#edited);
    this.#edited = setTimeout(() => this.commitEdit(), settledMs);
  }

  #stop(): void {
    this.#run?.abort();
    this.#run = null;
    this.#writer.stop();
  }

  #end(): void {
    if (this.#isOver) return;
    this.dispose();
    this.#host.ended(this);
  }
}
