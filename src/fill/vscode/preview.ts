import * as vscode from 'vscode';
import type { Span } from '../gap.ts';
import { type Change, difference, type Part } from '../parts.ts';
import { type Effect, TrackedParts } from './trackedParts.ts';

/**
 * Text in a document that the user has not accepted yet. All of its edits are one undo step while no one else edits the
 * document.
 */
export class Preview {
  readonly document: vscode.TextDocument;
  readonly #tracked: TrackedParts;
  #edits: Promise<boolean> = Promise.resolve(true);

  /** @param spans in offsets of the document, from top to bottom; with `original` where the preview is already there */
  constructor(document: vscode.TextDocument, spans: readonly (Span & { original?: string })[]) {
    this.document = document;
    this.#tracked = new TrackedParts(document, spans);
  }

  get parts(): readonly Part[] {
    return this.#tracked.parts;
  }

  /** Whether it is in the document. */
  get isShown(): boolean {
    return this.#tracked.isShown;
  }

  /** An editor that shows the document: the active one, if it does. */
  get editor(): vscode.TextEditor | undefined {
    const { activeTextEditor: active, visibleTextEditors } = vscode.window;
    return active?.document === this.document
      ? active
      : visibleTextEditors.find(({ document }) => document === this.document);
  }

  get ranges(): vscode.Range[] {
    return this.parts.map((part) => this.#tracked.rangeOf(part));
  }

  contains(position: vscode.Position): boolean {
    return this.ranges.some((range) => range.contains(position));
  }

  /** Follows a change of the document; null where the event changes nothing. */
  update(change: vscode.TextDocumentChangeEvent): Effect | null {
    if (change.contentChanges.length === 0 && !this.#tracked.hasOtherLineEnds) return null;
    return this.#tracked.update(change);
  }

  /**
   * Writes texts into the parts; a part without a text gets its original.
   * @returns false where nothing can be written now: a key was faster, or the document is not in view or read-only
   */
  show(texts: readonly string[]): Promise<boolean> {
    const { parts } = this;
    return this.#write(
      parts.map(({ original }, index) => this.#tracked.inLineEnds(texts[index] ?? original)),
      true,
    );
  }

  /** Writes the originals, as an edit. */
  takeOut(): Promise<boolean> {
    return this.#write(this.#tracked.originals, false);
  }

  /** Resolves when no edit of the preview is under way. */
  async rest(): Promise<void> {
    await this.#edits;
  }

  /** Restores the originals: by an undo, which leaves the document clean, where that undoes nothing else. */
  async discard(): Promise<void> {
    await this.rest();
    if (!this.#tracked.isShown) return;
    if (this.#tracked.isUndoable && vscode.window.activeTextEditor?.document === this.document) {
      await vscode.commands.executeCommand('undo');
      // A key was faster, or another editor has the focus: the undo was of something else.
      if (this.isShown) await vscode.commands.executeCommand('redo');
    }
    if (this.isShown) await this.takeOut();
  }

  /** Replaces one character by itself: a change for VS Code that leaves the text as it is. */
  keepDirty(): Promise<boolean> {
    return this.#inTurn(() => {
      const part = this.parts.find(({ now }) => /[^\r\n]/.test(now));
      const { editor } = this;
      if (!part || !editor || !this.isShown) return Promise.resolve(false);
      const { 0: character, index } = /[^\r\n]/u.exec(part.now)!;
      const start = part.start + index;
      const range = this.#tracked.rangeOf({ start, end: start + character.length });
      const noStops = { undoStopBefore: false, undoStopAfter: false };
      return this.#tracked.apply(
        this.parts.map(({ now }) => now),
        () => editor.edit((edit) => edit.replace(range, character), noStops),
      );
    });
  }

  #write(texts: string[], isPreview: boolean): Promise<boolean> {
    return this.#inTurn(async () => {
      const changes = this.parts.flatMap((part, index) => {
        const change = difference(part.now, texts[index]!);
        return change ? [{ ...change, rangeOffset: part.start + change.rangeOffset }] : [];
      });
      const { editor } = this;
      if (changes.length > 0) {
        if (!editor && isPreview) return false;
        if (!(await this.#tracked.apply(texts, () => this.#edit(editor, changes)))) return false;
      }
      this.#tracked.wrote(texts, isPreview, changes.length > 0);
      return true;
    });
  }

  #inTurn(edit: () => Promise<boolean>): Promise<boolean> {
    this.#edits = this.#edits.then(edit);
    return this.#edits;
  }

  #edit(editor: vscode.TextEditor | undefined, changes: readonly Change[]): Thenable<boolean> {
    const replacements = changes.map(({ rangeOffset, rangeLength, text }) => {
      return [this.#tracked.rangeOf({ start: rangeOffset, end: rangeOffset + rangeLength }), text] as const;
    });
    if (editor) {
      const undoStopBefore = !(this.#tracked.isUndoable && this.isShown);
      return editor.edit((edit) => replacements.forEach(([range, text]) => edit.replace(range, text)), {
        undoStopBefore,
        undoStopAfter: false,
      });
    }
    // A document without an editor takes only a workspace edit, which is always an undo step.
    const edit = new vscode.WorkspaceEdit();
    for (const [range, text] of replacements) edit.replace(this.document.uri, range, text);
    return vscode.workspace.applyEdit(edit);
  }
}
