import * as vscode from 'vscode';
import { fill, type FillEnd, type FillOptions, type FillPlace, type FillProgress } from '../../completion/fill/fill.ts';
import type { Gap } from '../../completion/fill/gap.ts';
import { type Effect, Preview } from './preview.ts';
import { Saving } from './saving.ts';

/** How a fill came to its end, as far as the user has to hear of it. */
export type Ending =
  | { kind: 'failed'; error: unknown; hasText: boolean }
  | { kind: 'cut' }
  | { kind: 'empty' }
  | { kind: 'same' }
  /** The text around it was replaced, or could not be written any more. */
  | { kind: 'lost' | 'refused' };

/** What a fill asks of the rest of the editor. */
export interface FillHost {
  /** The model and the settings as they are now; null where there is none. */
  options(): FillOptions | null;
  changed(session: FillSession): void;
  /** The fill is over: nothing of it is a preview any more. */
  ended(session: FillSession): void;
  tell(ending: Ending): void;
}

/** Text is written so often while it comes, in milliseconds. */
const writeEveryMs = 50;
/** An edit that nobody has saved, and that no key or mouse has followed after so long, was the user's. In milliseconds. */
const settledMs = 1_000;
/** A candidate that is there already is asked for again so often. */
const mostRepeats = 2;
/** So many refused edits in a row are no coincidence: the document has become read-only. */
const mostRefusals = 40;

/** One fill, from the command to the user's choice: its candidates, and which of them stands in the document. */
export class FillSession {
  readonly preview: Preview;
  readonly saving: Saving;
  readonly #gaps: readonly Gap[];
  readonly #host: FillHost;
  #candidates: (readonly string[])[] = [];
  #at = 0;
  /** How many were asked for: each has a seed of its own. */
  #asked = 0;
  #run: AbortController | null = null;
  #tokens = 0;
  #wanted: readonly string[] | null = null;
  #isWriting = false;
  #wasShown = false;
  #refusals = 0;
  #writeTimer: ReturnType<typeof setTimeout> | undefined;
  /** The user has edited elsewhere since the fill began: what comes is held back to its end. */
  #isHeldBack = false;
  /** Somebody has edited the preview: the user, or what runs before a save. */
  #edited: ReturnType<typeof setTimeout> | null = null;
  #isWaiting = false;
  #isOver = false;

  /** @param gaps in the document with its line ends, from top to bottom; with an original where a preview stands there */
  constructor(document: vscode.TextDocument, gaps: readonly (Gap & { original?: string })[], host: FillHost) {
    this.preview = new Preview(document, gaps);
    this.saving = new Saving(this.preview, () => {
      this.#host.changed(this);
      this.#write();
    });
    this.#gaps = gaps;
    this.#host = host;
    if (this.preview.isShown) {
      this.#candidates.push(this.preview.parts.map(({ now }) => toLf(now)));
      this.#wasShown = true;
    }
  }

  get gaps(): readonly Gap[] {
    return this.#gaps;
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

  /** Which candidate stands, counted from 1, and of how many. */
  get candidate(): { number: number; of: number } {
    return { number: this.#at + 1, of: this.#candidates.length };
  }

  /** Has it follow its place, and begin later. */
  wait(): void {
    this.#isWaiting = true;
  }

  /** Gives it up, begun or not. */
  async drop(): Promise<void> {
    if (this.#isWaiting) this.#end();
    else await this.discard(false);
  }

  /** Asks for a candidate: the first, or another. Resolves when it is there, or is not to be had. */
  async ask(): Promise<void> {
    if (this.#run || this.#isOver) return;
    this.#isWaiting = false;
    for (let attempt = 0; attempt <= mostRepeats; attempt++) {
      const options = this.#host.options();
      if (options === null) break;
      const run = (this.#run = new AbortController());
      this.#tokens = 0;
      this.#host.changed(this);
      const end = await fill(this.#place(), this.#asked++, options, (news) => this.#progressed(news), run.signal);
      if (run.signal.aborted) return;
      this.#run = null;
      if (!this.#came(end)) break;
      if (attempt === mostRepeats) this.#host.tell({ kind: 'same' });
    }
    if (this.#candidates.length === 0) await this.discard(false);
    else this.#show(this.#at);
  }

  /** Shows the next candidate, or the one before. */
  cycle(step: 1 | -1): void {
    const { length } = this.#candidates;
    if (this.#run || length < 2) return;
    this.#show((this.#at + step + length) % length);
  }

  /** Makes what stands the user's own, or what stood until a save began. */
  async accept(): Promise<void> {
    if (this.saving.isOut) await this.saving.putBack();
    this.#end();
  }

  /**
   * Brings back what was there before. What was received stays at hand for a redo.
   * @param byUndo the user wishes it, in the editor
   */
  async discard(byUndo = true): Promise<void> {
    if (this.#isOver) return;
    this.#stop();
    this.saving.drop();
    await this.preview.discard(byUndo);
    this.#host.changed(this);
    if (!this.#wasShown) this.#end();
  }

  /** Ends the request that runs: for the first candidate all is as before, for another one the last one stays. */
  async cancel(): Promise<void> {
    if (!this.#run) return;
    this.#stop();
    if (this.#candidates.length === 0) return this.discard();
    this.#show(this.#at);
    this.#host.changed(this);
  }

  /** Hears what a change of the document was to the preview. */
  hear(effect: Effect): void {
    switch (effect) {
      case 'own':
        return;
      case 'elsewhere':
        this.#isHeldBack ||= this.isRunning;
        this.saving.usersChanged();
        break;
      case 'edited':
        this.saving.usersChanged();
        if (this.preview.isShown || this.saving.isOut) this.#wasEdited();
        else this.#end();
        break;
      case 'undone':
        this.#stop();
        this.saving.usersChanged();
        break;
      case 'redone':
        this.saving.usersChanged();
        break;
      case 'lost':
        this.#host.tell({ kind: 'lost' });
        this.#end();
    }
    this.#host.changed(this);
  }

  /** Hears that the user is at the keyboard or the mouse: what was edited just before was edited by them. */
  settle(): void {
    if (this.#edited) this.#end();
  }

  /** Takes the preview out for a save. What has edited it just before belongs to the save: a formatter, for one. */
  async willSave(): Promise<void> {
    if (this.#edited) clearTimeout(this.#edited);
    this.#edited = null;
    if (this.isActive || this.#wanted) await this.saving.willSave();
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
    this.#write();
  }

  dispose(): void {
    this.#stop();
    this.saving.dispose();
    if (this.#edited) clearTimeout(this.#edited);
    this.#isWaiting = false;
    this.#isOver = true;
  }

  /** Takes in what has come. @returns whether it is there already, so that asking again is worth a try */
  #came({ texts, outcome, error, tokens }: FillEnd): boolean {
    this.#tokens = tokens;
    this.#isHeldBack = false;
    const isEmpty = texts.every((text, index) => text === toLf(this.preview.parts[index]!.original));
    const isKnown = this.#candidates.some((known) => same(known, texts));
    if (!isEmpty && !isKnown) this.#at = this.#candidates.push(texts) - 1;
    if (outcome === 'failed') this.#host.tell({ kind: 'failed', error, hasText: !isEmpty && !isKnown });
    else if (isEmpty) this.#host.tell({ kind: 'empty' });
    else if (outcome === 'cut') this.#host.tell({ kind: 'cut' });
    return isKnown && outcome !== 'failed';
  }

  #progressed({ texts, tokens }: FillProgress): void {
    this.#tokens = tokens;
    this.#host.changed(this);
    // What may become a candidate that is there already is not worth to be seen twice.
    if (this.#candidates.some((known) => beginsLike(known, texts))) return;
    this.#wanted = texts;
    this.#writeSoon();
  }

  #show(index: number): void {
    this.#at = index;
    this.#wanted = this.#candidates[index]!;
    this.#write();
  }

  /** Writes what is wanted, if it can be: the document is in view, and nothing else is under way in it. */
  #write(): void {
    const wanted = this.#wanted;
    if (this.#isWriting || this.#isOver || wanted === null || this.#edited || this.saving.isOut) return;
    if (this.#isHeldBack && this.isRunning) return;
    this.#isWriting = true;
    const isFirst = !this.preview.isShown;
    void this.preview.show(wanted).then((isWritten) => {
      this.#isWriting = false;
      if (!isWritten) return this.#retry();
      this.#refusals = 0;
      this.#wasShown = true;
      if (isFirst) this.#collapseSelection();
      if (this.#wanted === wanted) this.#wanted = null;
      this.saving.touch();
      this.#host.changed(this);
      this.#write();
    });
  }

  /** VS Code refuses an edit that a key was faster than; without an editor, the next one to be seen writes. */
  #retry(): void {
    if (!this.preview.editor) return;
    if (++this.#refusals < mostRefusals) return this.#writeSoon();
    this.#host.tell({ kind: 'refused' });
    this.#end();
  }

  #writeSoon(): void {
    this.#writeTimer ??= setTimeout(() => {
      this.#writeTimer = undefined;
      this.#write();
    }, writeEveryMs);
  }

  /** What was selected is gone; the cursor goes where the text grows. */
  #collapseSelection(): void {
    const { editor } = this.preview;
    const [first] = this.preview.ranges;
    if (!editor || !first || editor.selections.every(({ isEmpty }) => isEmpty)) return;
    if (editor.selections.some((selection) => this.preview.ranges.some((range) => range.intersection(selection)))) {
      editor.selection = new vscode.Selection(first.end, first.end);
    }
  }

  #wasEdited(): void {
    if (this.#edited) clearTimeout(this.#edited);
    this.#edited = setTimeout(() => this.settle(), settledMs);
  }

  #stop(): void {
    this.#run?.abort();
    this.#run = null;
    clearTimeout(this.#writeTimer);
    this.#writeTimer = undefined;
    this.#wanted = null;
  }

  #end(): void {
    if (this.#isOver) return;
    this.dispose();
    this.#host.ended(this);
  }

  /** The document as it is without the preview. */
  #place(): FillPlace {
    const { document, parts } = this.preview;
    const whole = document.getText();
    const gaps: Gap[] = [];
    let text = '';
    let from = 0;
    parts.forEach(({ start, end, original }, index) => {
      text += toLf(whole.slice(from, start));
      gaps.push({ start: text.length, end: text.length + toLf(original).length, lead: this.#gaps[index]!.lead });
      text += toLf(original);
      from = end;
    });
    text += toLf(whole.slice(from));
    return { text, gaps, language: document.languageId, uri: document.uri.toString() };
  }
}

function toLf(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index]);
}

function beginsLike(known: readonly string[], texts: readonly string[]): boolean {
  const last = texts.length - 1;
  return texts.every((text, index) => (index < last ? text === known[index] : known[index]?.startsWith(text)));
}
