import * as vscode from 'vscode';
import type { FillSession } from './fillSession.ts';
import type { KeptPreviews } from './keptPreviews.ts';
import { PreviewLens } from './previewLens.ts';
import { PreviewLook } from './previewLook.ts';

/** The fills of all documents: brings to each what happens to its document, and to the user's eyes what it has. */
export class Fills {
  /** For each document the fill that is under way or stands, then those that wait for it. */
  readonly #sessions = new Map<vscode.TextDocument, FillSession[]>();
  readonly #look = new PreviewLook();
  readonly #lens = new PreviewLens((document) => this.of(document));
  readonly #listeners: vscode.Disposable;
  readonly #kept: KeptPreviews;
  readonly #contexts = new Map<string, boolean>();

  constructor(kept: KeptPreviews) {
    this.#kept = kept;
    const { window, workspace, languages } = vscode;
    this.#listeners = vscode.Disposable.from(
      this.#look,
      this.#lens,
      languages.registerCodeLensProvider({ pattern: '**' }, this.#lens),
      workspace.onWillSaveTextDocument((save) => this.#willSave([save.document], save)),
      workspace.onWillSaveNotebookDocument((save) => this.#willSave(cellsOf(save.notebook), save)),
      workspace.onDidSaveTextDocument((document) => this.#didSave([document])),
      workspace.onDidSaveNotebookDocument((notebook) => this.#didSave(cellsOf(notebook))),
      workspace.onDidCloseTextDocument((document) => this.#closed(document)),
      window.onDidChangeVisibleTextEditors(() => this.#onVisible()),
      window.onDidChangeActiveColorTheme(() => this.#draw()),
      window.onDidChangeActiveTextEditor(() => this.#setContexts()),
      window.onDidChangeTextEditorSelection((change) => this.#selected(change)),
    );
  }

  /** The fill of a document that is under way or stands, or that a redo would bring back. */
  of(document: vscode.TextDocument): FillSession | undefined {
    const sessions = this.#sessions.get(document);
    return sessions?.find(({ isActive }) => isActive) ?? sessions?.[0];
  }

  /** The fill of the active editor's document that is under way or stands. */
  get active(): FillSession | undefined {
    const document = vscode.window.activeTextEditor?.document;
    const session = document && this.of(document);
    return session?.isActive ? session : undefined;
  }

  /**
   * Accepts the active editor's fill. VS Code learns a moment after it that the cursor has left the preview: a Tab that
   * comes in between indents.
   */
  async accept(isKey: boolean): Promise<void> {
    if (isKey && !this.#isHere()) await vscode.commands.executeCommand('tab');
    else await this.active?.accept();
  }

  /** Discards the active editor's fill; by a key, only where the cursor is in it. */
  async discard(isKey: boolean): Promise<void> {
    if (!isKey || this.#isHere()) await this.active?.discard();
  }

  /** The fill that is under way: the active editor's, or else any. */
  get running(): FillSession | undefined {
    const all = [this.active, ...[...this.#sessions.values()].flat()];
    return all.find((session) => session?.isRunning);
  }

  /** Takes a session in. It begins at once, or when those before it in its document are decided. */
  add(session: FillSession): void {
    const { document } = session.preview;
    const others = (this.#sessions.get(document) ?? []).filter((other) => other.isActive || other.isWaiting);
    this.#sessions.set(document, [...others, session]);
    if (session.preview.isShown) this.changed(session);
    else if (others.length === 0) void session.ask();
  }

  /** Hears of a change of a document. @returns whether a fill has made it */
  documentChanged(change: vscode.TextDocumentChangeEvent): boolean {
    const sessions = this.#sessions.get(change.document);
    if (!sessions || (change.contentChanges.length === 0 && !sessions[0]?.preview.hasOtherLineEnds)) return false;
    const effects = sessions.map((session) => ({ session, effect: session.preview.changed(change) }));
    for (const { session, effect } of effects) session.hear(effect);
    return effects.some(({ effect }) => effect === 'own');
  }

  /** Whether a place is in a fill, so that nothing is to be suggested there. */
  holds(document: vscode.TextDocument, position: vscode.Position): boolean {
    const session = this.of(document);
    return session?.isActive === true && session.preview.holds(position);
  }

  changed(session: FillSession): void {
    const { document, parts, isShown } = session.preview;
    if (isShown && session.isActive) this.#kept.keep(document, parts, session.gaps, session.isRunning);
    else if (!this.of(document)?.preview.isShown) this.#kept.forget(document);
    this.#draw();
    this.#lens.refresh(session);
    this.#setContexts();
    if (!session.isActive) this.#next(document);
  }

  ended(session: FillSession): void {
    const { document } = session.preview;
    const left = (this.#sessions.get(document) ?? []).filter((other) => other !== session);
    if (left.length > 0) this.#sessions.set(document, left);
    else this.#sessions.delete(document);
    this.changed(session);
  }

  dispose(): void {
    this.#listeners.dispose();
    for (const session of [...this.#sessions.values()].flat()) session.dispose();
    this.#sessions.clear();
  }

  #draw(): void {
    this.#look.draw((document) => this.of(document));
  }

  /** Begins the fill that has waited for the one before it. */
  #next(document: vscode.TextDocument): void {
    if (this.of(document)?.isActive) return;
    void this.#sessions
      .get(document)
      ?.find(({ isWaiting }) => isWaiting)
      ?.ask();
  }

  #willSave(documents: vscode.TextDocument[], save: { waitUntil(work: Thenable<unknown>): void }): void {
    const sessions = this.#ofAll(documents);
    if (sessions.length > 0) save.waitUntil(Promise.all(sessions.map((session) => session.willSave())).then(() => []));
  }

  #didSave(documents: vscode.TextDocument[]): void {
    for (const session of this.#ofAll(documents)) void session.didSave();
  }

  #ofAll(documents: vscode.TextDocument[]): FillSession[] {
    return documents.flatMap((document) => this.#sessions.get(document) ?? []);
  }

  #closed(document: vscode.TextDocument): void {
    // A document whose language was changed is closed and opened anew, and is the same.
    if (!document.isClosed) return;
    for (const session of this.#sessions.get(document) ?? []) session.dispose();
    if (this.#sessions.delete(document)) this.#kept.forget(document);
    this.#setContexts();
  }

  #onVisible(): void {
    this.#draw();
    for (const session of [...this.#sessions.values()].flat()) void session.seen();
  }

  #selected({ textEditor, kind }: vscode.TextEditorSelectionChangeEvent): void {
    const { Keyboard, Mouse } = vscode.TextEditorSelectionChangeKind;
    if (kind === Keyboard || kind === Mouse) this.of(textEditor.document)?.commitEdit();
    this.#setContexts();
  }

  /** Whether the cursor is in a fill. */
  #isHere(): boolean {
    const editor = vscode.window.activeTextEditor;
    return editor !== undefined && this.holds(editor.document, editor.selection.active);
  }

  /** For the `when` of the keys. */
  #setContexts(): void {
    const session = this.active;
    const isHere = this.#isHere();
    this.#setContext('active', session !== undefined);
    this.#setContext('running', this.running !== undefined);
    this.#setContext('here', isHere);
    this.#setContext('inPreview', isHere && session?.isStanding === true);
  }

  #setContext(name: string, value: boolean): void {
    if (this.#contexts.get(name) === value) return;
    this.#contexts.set(name, value);
    void vscode.commands.executeCommand('setContext', `infill.fill.${name}`, value);
  }
}

function cellsOf(notebook: vscode.NotebookDocument): vscode.TextDocument[] {
  return notebook.getCells().map(({ document }) => document);
}
