import * as vscode from 'vscode';
import type { Preview } from './preview.ts';

/** Time between two edits while text comes, in milliseconds. A choice: 20 steps a second look continuous. */
const writeEveryMs = 50;
/** Refused edits in a row after which the document counts as read-only. A choice: 2 s of typing refuse fewer. */
const maxRefusals = 40;

/** The fill that a writer writes for. */
export interface WriterHost {
  canWrite: () => boolean;
  onWritten: () => void;
  /** VS Code refuses all edits. */
  onRefused: () => void;
}

/**
 * Writes the latest texts of a fill into its preview, at a rate that the eye can follow, and as soon as writing is
 * possible.
 */
export class PreviewWriter {
  readonly #preview: Preview;
  readonly #host: WriterHost;
  #pending: readonly string[] | null = null;
  #isWriting = false;
  #refusals = 0;
  /** The selections for which the fill was requested. */
  #selections: readonly vscode.Selection[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(preview: Preview, host: WriterHost) {
    this.#preview = preview;
    this.#host = host;
  }

  /** Whether texts are still to be written. */
  get isBehind(): boolean {
    return this.#pending !== null;
  }

  /** A request begins. */
  begin(): void {
    this.#selections = this.#preview.editor?.selections ?? [];
  }

  /** Writes these texts, or those that are pending. Where that is not possible now, they stay pending. */
  write(texts = this.#pending): void {
    this.#pending = texts;
    if (this.#isWriting || texts === null || !this.#host.canWrite()) return;
    this.#isWriting = true;
    const replacesSelection = !this.#preview.isShown && this.#isSelectionUnchanged;
    void this.#preview.show(texts).then((isWritten) => {
      this.#isWriting = false;
      if (!isWritten) return this.#retry();
      this.#refusals = 0;
      if (replacesSelection) this.#collapseSelection();
      if (this.#pending === texts) this.#pending = null;
      this.#host.onWritten();
      this.write();
    });
  }

  /** Writes these texts in a moment, if no others have come by then. */
  writeSoon(texts: readonly string[]): void {
    this.#pending = texts;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.write();
    }, writeEveryMs);
  }

  /** Forgets what is pending. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pending = null;
  }

  /** VS Code refuses an edit when a key was faster. Without an editor in view, the next one triggers the write. */
  #retry(): void {
    if (this.#pending === null || !this.#preview.editor) return;
    if (++this.#refusals < maxRefusals) this.writeSoon(this.#pending);
    else this.#host.onRefused();
  }

  /** A selection that the user has made during the request stays. */
  get #isSelectionUnchanged(): boolean {
    const selections = this.#preview.editor?.selections ?? [];
    return (
      selections.length === this.#selections.length &&
      selections.every((selection, index) => selection.isEqual(this.#selections[index]!))
    );
  }

  /** The selected text is replaced, so the cursor goes to the end of the new text. */
  #collapseSelection(): void {
    const { editor, ranges } = this.#preview;
    const [first] = ranges;
    if (!editor || !first || editor.selections.every(({ isEmpty }) => isEmpty)) return;
    if (editor.selections.some((selection) => ranges.some((range) => range.intersection(selection)))) {
      editor.selection = new vscode.Selection(first.end, first.end);
    }
  }
}
