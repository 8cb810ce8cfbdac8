import * as vscode from 'vscode';
import type { Span } from '../gap.ts';
import { type Change, difference, keepsInside, type Part, partsAfter } from '../parts.ts';

/** What a change of the document was to the preview. */
export type Effect =
  /** Its own writing. */
  | 'own'
  /** Something else in the document. */
  | 'elsewhere'
  /** Somebody has changed the preview's text. */
  | 'edited'
  /** An undo or a redo has taken the preview away or brought it back. */
  | 'undone'
  | 'redone'
  /** So much was replaced that there is no telling where the preview stood. */
  | 'lost';

/** So much is remembered on each side of a part, in characters. */
const nearby = 2_000;
/** Of its own steps so many are remembered. */
const maxSteps = 50;
const noStops = { undoStopBefore: false, undoStopAfter: false };

/**
 * Text that stands in a document until the user decides about it, and what stood there before. It is written in one undo
 * step as long as nobody else edits the document, and its places are followed through all changes.
 */
export class Preview {
  readonly document: vscode.TextDocument;
  #parts: Part[];
  #isShown = false;
  /** The undo step on top of the document's stack is the preview's own. */
  #isOnTop = false;
  #expected: string[] | null = null;
  /** What was written as a preview, step by step: what a redo may bring back. */
  #shown: (readonly string[])[] = [];
  #writing: Promise<boolean> = Promise.resolve(true);
  #eol: vscode.EndOfLine;
  /** Where the parts begin, for when the line ends change. */
  #starts: vscode.Position[] = [];

  /**
   * @param spans where it is to stand, in offsets of the document, from top to bottom; where it stands already, with what
   *   was there before
   */
  constructor(document: vscode.TextDocument, spans: readonly (Span & { original?: string })[]) {
    this.document = document;
    this.#eol = document.eol;
    this.#parts = spans.map(({ start, end, original }) => {
      const now = this.#textOf(start, end);
      return { start, end, now, original: original ?? now, before: '', after: '' };
    });
    this.#isShown = spans.some(({ original }) => original !== undefined);
    this.#lookAround();
  }

  get parts(): readonly Part[] {
    return this.#parts;
  }

  /** Whether it stands in the document now. */
  get isShown(): boolean {
    return this.#isShown;
  }

  /** An editor that shows the document: the active one, if it does. */
  get editor(): vscode.TextEditor | undefined {
    const { activeTextEditor: active, visibleTextEditors } = vscode.window;
    return active?.document === this.document
      ? active
      : visibleTextEditors.find((one) => one.document === this.document);
  }

  /** Where the parts stand. */
  get ranges(): vscode.Range[] {
    return this.#parts.map((part) => this.#rangeOf(part));
  }

  holds(position: vscode.Position): boolean {
    return this.ranges.some((range) => range.contains(position));
  }

  /**
   * Writes texts into the parts; a part without a text keeps what was there before.
   * @returns false where nobody can write now: the document is not in view, or it is read-only
   */
  show(texts: readonly string[]): Promise<boolean> {
    const wanted = this.#parts.map(({ original }, index) => this.#inLineEnds(texts[index] ?? original));
    return this.#write(wanted, true);
  }

  /** Writes what was there before, as an edit. */
  takeOut(): Promise<boolean> {
    return this.#write(
      this.#parts.map(({ original }) => original),
      false,
    );
  }

  /** Resolves when nothing of it is being written. */
  async rest(): Promise<void> {
    await this.#writing;
  }

  /**
   * Brings back what was there before: by an undo where that is all it does, which leaves the document as clean as it was.
   * Elsewhere an undo would be that of another text.
   */
  async discard(): Promise<void> {
    await this.rest();
    if (!this.#isShown) return;
    if (this.#isOnTop && vscode.window.activeTextEditor?.document === this.document) {
      await vscode.commands.executeCommand('undo');
      // A key was faster, or the focus is in another text: what was undone is not ours.
      if (this.isShown) await vscode.commands.executeCommand('redo');
    }
    if (this.isShown) await this.takeOut();
  }

  /** Writes one character anew: VS Code counts the time to its next automatic save from there (1.100, 1.139). */
  touch(): Promise<boolean> {
    return this.#inTurn(() => {
      const part = this.#parts.find(({ now }) => /[^\r\n]/.test(now));
      const { editor } = this;
      if (!part || !editor || !this.#isShown) return Promise.resolve(false);
      const { 0: character, index } = /[^\r\n]/u.exec(part.now)!;
      const start = part.start + index;
      const range = this.#rangeOf({ start, end: start + character.length });
      return this.#applied(
        this.#parts.map(({ now }) => now),
        () => editor.edit((edit) => edit.replace(range, character), noStops),
      );
    });
  }

  /** Whether the document has other line ends than were last heard of: VS Code tells of that without a change. */
  get hasOtherLineEnds(): boolean {
    return this.document.eol !== this.#eol;
  }

  /** Hears of a change of the document, and says what it was. */
  changed({ contentChanges, reason }: vscode.TextDocumentChangeEvent): Effect {
    if (this.hasOtherLineEnds) {
      this.#lineEndsChanged();
      return 'elsewhere';
    }
    if (this.#isOwn(contentChanges, this.#expected)) return 'own';
    if (reason !== undefined) {
      // What was on top to be undone is now on top to be redone, and the other way round.
      const originals = this.#parts.map(({ original }) => original);
      const known = this.#isShown ? [originals] : this.#shown;
      if (known.some((texts) => this.#isOwn(contentChanges, texts))) return this.#toggled();
    }
    const { parts, hit } = partsAfter(this.#parts, contentChanges);
    if (hit === 'lost') return 'lost';
    this.#parts = parts;
    this.#lookAround();
    this.#isOnTop = false;
    if (hit === 'none') return 'elsewhere';
    // An older step of the preview's own: a part of its text, or of another candidate.
    if (reason !== undefined && this.#isShown) return this.#toggled();
    // While the preview is out, what stands in its place is the user's.
    if (!this.#isShown) for (const part of parts) part.original = part.now;
    return 'edited';
  }

  /** Whether changes in the parts alone leave these texts there; then the parts hold them from now on. */
  #isOwn(changes: readonly Change[], texts: readonly string[] | null): boolean {
    if (texts === null || !changes.every((change) => this.#parts.some((part) => keepsInside(part, change))))
      return false;
    const { parts } = partsAfter(this.#parts, changes, true);
    if (!parts.every(({ now }, index) => now === texts[index])) return false;
    this.#parts = parts;
    this.#lookAround();
    return true;
  }

  #toggled(): 'redone' | 'undone' {
    this.#isShown = this.#parts.some(({ now, original }) => now !== original);
    return this.#isShown ? 'redone' : 'undone';
  }

  #write(wanted: string[], isPreview: boolean): Promise<boolean> {
    return this.#inTurn(async () => {
      const edits = this.#parts.flatMap((part, index) => {
        const change = difference(part.now, wanted[index]!);
        return change ? [{ ...change, rangeOffset: part.start + change.rangeOffset }] : [];
      });
      const { editor } = this;
      if (edits.length > 0) {
        if (!editor && isPreview) return false;
        const isDone = await this.#applied(wanted, () => this.#edit(editor, edits));
        // A read-only editor says nothing, and does nothing (1.139.1).
        if (!isDone || !this.#parts.every(({ now }, index) => now === wanted[index])) return false;
        this.#isOnTop = isPreview;
      }
      this.#isShown = isPreview && this.#parts.some(({ now, original }) => now !== original);
      if (isPreview) this.#shown = [...this.#shown.slice(-maxSteps), wanted];
      return true;
    });
  }

  /** Does one thing after the other. */
  #inTurn(work: () => Promise<boolean>): Promise<boolean> {
    const done = this.#writing.then(work);
    this.#writing = done;
    return done;
  }

  /** Without an editor there is only a workspace edit, which is an undo step of its own. */
  #edit(editor: vscode.TextEditor | undefined, edits: readonly Change[]): Thenable<boolean> {
    const changes = edits.map(({ rangeOffset, rangeLength, text }) => {
      return [this.#rangeOf({ start: rangeOffset, end: rangeOffset + rangeLength }), text] as const;
    });
    if (editor) {
      const replace = (edit: vscode.TextEditorEdit) => changes.forEach(([range, text]) => edit.replace(range, text));
      return editor.edit(replace, { undoStopBefore: !(this.#isOnTop && this.#isShown), undoStopAfter: false });
    }
    const edit = new vscode.WorkspaceEdit();
    for (const [range, text] of changes) edit.replace(this.document.uri, range, text);
    return vscode.workspace.applyEdit(edit);
  }

  /** Runs an edit that leaves these texts in the parts, and knows its changes as the preview's own. */
  async #applied(wanted: string[], edit: () => Thenable<boolean>): Promise<boolean> {
    this.#expected = wanted;
    try {
      return await edit();
    } catch {
      return false; // the editor was closed just now
    } finally {
      this.#expected = null;
    }
  }

  #lookAround(): void {
    this.#starts = this.#parts.map(({ start }) => this.document.positionAt(start));
    for (const part of this.#parts) {
      part.before = this.#textOf(Math.max(0, part.start - nearby), part.start);
      part.after = this.#textOf(part.end, part.end + nearby);
    }
  }

  /** Offsets count a CRLF twice; the parts stand in the same lines as before. */
  #lineEndsChanged(): void {
    this.#eol = this.document.eol;
    this.#parts = this.#parts.map((part, index) => {
      const start = this.document.offsetAt(this.#starts[index]!);
      const now = this.#inLineEnds(part.now);
      return { ...part, start, end: start + now.length, now, original: this.#inLineEnds(part.original) };
    });
    this.#lookAround();
  }

  #inLineEnds(text: string): string {
    return text.replace(/\r?\n/g, this.#eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n');
  }

  #rangeOf({ start, end }: Span): vscode.Range {
    return new vscode.Range(this.document.positionAt(start), this.document.positionAt(end));
  }

  #textOf(start: number, end: number): string {
    return this.document.getText(this.#rangeOf({ start, end }));
  }
}
