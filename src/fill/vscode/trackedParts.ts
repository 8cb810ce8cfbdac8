import * as vscode from 'vscode';
import type { Span } from '../gap.ts';
import { type Change, isInside, type Part, partsAfter } from '../parts.ts';

/** The effect of a change of the document on the preview. */
export type Effect =
  /** The preview's own edit. */
  | 'own'
  /** A change outside the preview. */
  | 'elsewhere'
  /** A change of the preview's text by someone else. */
  | 'edited'
  /** An undo or a redo that has removed the preview or restored it. */
  | 'undone'
  | 'redone'
  /** The change has replaced so much that the preview can no longer be located. */
  | 'lost';

/** Characters remembered on each side of a part, for changes over its border. A choice: some 50 lines of code. */
const maxNearby = 2_000;
/** Own steps that are recognized in a redo. A choice: a fill has one for each pause in its stream and each candidate. */
const maxSteps = 50;

/** The parts of a preview, located through all changes of their document, and whether the preview's text is in them. */
export class TrackedParts {
  readonly #document: vscode.TextDocument;
  #parts: Part[];
  #isShown: boolean;
  #isUndoable = false;
  #expected: readonly string[] | null = null;
  /** The texts that were written as a preview, which a redo may restore. */
  #steps: (readonly string[])[] = [];
  #eol: vscode.EndOfLine;
  /** Where the parts begin, for a change of the line ends. */
  #starts: vscode.Position[] = [];

  /** @param spans in offsets of the document, from top to bottom; with `original` where the preview is already there */
  constructor(document: vscode.TextDocument, spans: readonly (Span & { original?: string })[]) {
    this.#document = document;
    this.#eol = document.eol;
    this.#parts = spans.map(({ start, end, original }) => {
      const now = this.#textOf(start, end);
      return { start, end, now, original: original ?? now, before: '', after: '' };
    });
    this.#isShown = spans.some(({ original }) => original !== undefined);
    this.#readSurroundings();
  }

  get parts(): readonly Part[] {
    return this.#parts;
  }

  /** Whether the preview's text is in the document. */
  get isShown(): boolean {
    return this.#isShown;
  }

  /** Whether an undo would undo the preview's own edit, and nothing else. */
  get isUndoable(): boolean {
    return this.#isUndoable;
  }

  /** Whether the line ends have changed since the last change: VS Code reports that without a text (1.100.3, 1.139.1). */
  get hasOtherLineEnds(): boolean {
    return this.#document.eol !== this.#eol;
  }

  get originals(): string[] {
    return this.#parts.map(({ original }) => original);
  }

  rangeOf({ start, end }: Span): vscode.Range {
    return new vscode.Range(this.#document.positionAt(start), this.#document.positionAt(end));
  }

  /** A text with the document's line ends. */
  inLineEnds(text: string): string {
    return text.replace(/\r?\n/g, this.#eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n');
  }

  /** Runs an edit that puts these texts into the parts, and recognizes its changes. @returns whether they are there */
  async apply(texts: readonly string[], edit: () => Thenable<boolean>): Promise<boolean> {
    this.#expected = texts;
    try {
      // In a read-only editor an edit resolves to true and changes nothing (1.139.1).
      return (await edit()) && this.#parts.every(({ now }, index) => now === texts[index]);
    } catch {
      return false; // the editor was closed meanwhile
    } finally {
      this.#expected = null;
    }
  }

  /** Notes that the parts hold these texts, as a preview or as the original text; `hasEdited` where that took an edit. */
  wrote(texts: readonly string[], isPreview: boolean, hasEdited: boolean): void {
    if (hasEdited) this.#isUndoable = isPreview;
    this.#isShown = isPreview && this.#isChanged;
    if (isPreview) this.#steps = [...this.#steps.slice(-maxSteps), texts];
  }

  /** Follows a change of the document. */
  update({ contentChanges, reason }: vscode.TextDocumentChangeEvent): Effect {
    if (this.hasOtherLineEnds) {
      this.#updateLineEnds();
      return 'elsewhere';
    }
    if (this.#leavesTexts(contentChanges, this.#expected)) return 'own';
    if (reason !== undefined) {
      const known = this.#isShown ? [this.originals] : this.#steps;
      // The step is still the last one: an undo has moved it to the redo stack, or a redo back.
      if (known.some((texts) => this.#leavesTexts(contentChanges, texts))) return this.#toggled();
    }
    const { parts, hit } = partsAfter(this.#parts, contentChanges);
    if (hit === 'lost') return 'lost';
    this.#parts = parts;
    this.#readSurroundings();
    this.#isUndoable = false;
    if (hit === 'none') return 'elsewhere';
    // An older step of the preview: the beginning of its text, or another candidate.
    if (reason !== undefined && this.#isShown) return this.#toggled();
    // Without the preview, the text in its place is the user's.
    if (!this.#isShown) for (const part of parts) part.original = part.now;
    return 'edited';
  }

  get #isChanged(): boolean {
    return this.#parts.some(({ now, original }) => now !== original);
  }

  /** Whether the changes are within the parts and leave these texts there; if so, updates the parts. */
  #leavesTexts(changes: readonly Change[], texts: readonly string[] | null): boolean {
    if (texts === null || !changes.every((change) => this.#parts.some((part) => isInside(part, change)))) return false;
    const { parts } = partsAfter(this.#parts, changes, true);
    if (!parts.every(({ now }, index) => now === texts[index])) return false;
    this.#parts = parts;
    this.#readSurroundings();
    return true;
  }

  #toggled(): 'redone' | 'undone' {
    this.#isShown = this.#isChanged;
    return this.#isShown ? 'redone' : 'undone';
  }

  #readSurroundings(): void {
    this.#starts = this.#parts.map(({ start }) => this.#document.positionAt(start));
    for (const part of this.#parts) {
      part.before = this.#textOf(Math.max(0, part.start - maxNearby), part.start);
      part.after = this.#textOf(part.end, part.end + maxNearby);
    }
  }

  /** Offsets count a CRLF twice; the parts keep their lines. */
  #updateLineEnds(): void {
    this.#eol = this.#document.eol;
    this.#parts = this.#parts.map((part, index) => {
      const start = this.#document.offsetAt(this.#starts[index]!);
      const now = this.inLineEnds(part.now);
      return { ...part, start, end: start + now.length, now, original: this.inLineEnds(part.original) };
    });
    this.#readSurroundings();
  }

  #textOf(start: number, end: number): string {
    return this.#document.getText(this.rangeOf({ start, end }));
  }
}
