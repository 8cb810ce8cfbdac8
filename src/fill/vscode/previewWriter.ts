import * as vscode from 'vscode';
import type { Preview } from './preview.ts';

/** Text is written so often while it comes, in milliseconds. */
const everyMs = 50;
/** So many refused edits in a row are no coincidence: the document has become read-only. */
const maxRefusals = 40;

/** What a writer asks of the fill that it writes for. */
export interface WriterHost {
  /** Whether nothing else is under way in the document that forbids to write now. */
  mayWrite: () => boolean;
  onWritten: () => void;
  /** VS Code refuses whatever is written: nothing more is to be tried. */
  onRefused: () => void;
}

/** Writes what is wanted into a preview: the latest of it, when it can be and not more often than can be seen. */
export class PreviewWriter {
  readonly #preview: Preview;
  readonly #host: WriterHost;
  #wanted: readonly string[] | null = null;
  #isWriting = false;
  #refusals = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(preview: Preview, host: WriterHost) {
    this.#preview = preview;
    this.#host = host;
  }

  /** Whether something is still to be written. */
  get isBehind(): boolean {
    return this.#wanted !== null;
  }

  /** Wants these texts from now on: at once, or in a moment while more of them comes. */
  want(texts: readonly string[], isGrowing: boolean): void {
    this.#wanted = texts;
    if (isGrowing) this.#writeSoon();
    else this.write();
  }

  /** Writes what is wanted, if it can be. */
  write(): void {
    const wanted = this.#wanted;
    if (this.#isWriting || wanted === null || !this.#host.mayWrite()) return;
    this.#isWriting = true;
    const isFirst = !this.#preview.isShown;
    void this.#preview.show(wanted).then((isWritten) => {
      this.#isWriting = false;
      if (!isWritten) return this.#retry();
      this.#refusals = 0;
      if (isFirst) this.#collapseSelection();
      if (this.#wanted === wanted) this.#wanted = null;
      this.#host.onWritten();
      this.write();
    });
  }

  /** Wants nothing any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#wanted = null;
  }

  /** VS Code refuses an edit that a key was faster than; without an editor, the next one to be seen writes. */
  #retry(): void {
    if (this.#wanted === null || !this.#preview.editor) return;
    if (++this.#refusals < maxRefusals) this.#writeSoon();
    else this.#host.onRefused();
  }

  #writeSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.write();
    }, everyMs);
  }

  /** What was selected is gone; the cursor goes where the text grows. */
  #collapseSelection(): void {
    const { editor, ranges } = this.#preview;
    const [first] = ranges;
    if (!editor || !first || editor.selections.every(({ isEmpty }) => isEmpty)) return;
    if (editor.selections.some((selection) => ranges.some((range) => range.intersection(selection)))) {
      editor.selection = new vscode.Selection(first.end, first.end);
    }
  }
}
