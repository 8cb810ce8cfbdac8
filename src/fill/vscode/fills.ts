import * as vscode from 'vscode';
import type { Status } from '../../status/status.ts';
import { FillProgress } from './fillProgress.ts';
import type { FillSession } from './fillSession.ts';
import type { InterruptedPreviews } from './interruptedPreviews.ts';
import { PreviewLens } from './previewLens.ts';
import { PreviewLook } from './previewLook.ts';

/** The fills of all documents: forwards VS Code's events to them and shows their state. */
export class Fills {
  /** For each document the fill that is active or can be redone, then those that wait for it. */
  readonly #sessions = new Map<vscode.TextDocument, FillSession[]>();
  readonly #look = new PreviewLook();
  readonly #lens = new PreviewLens((document) => this.of(document));
  readonly #listeners: vscode.Disposable;
  readonly #kept: InterruptedPreviews;
  readonly #status: Status;
  readonly #contexts = new Map<string, boolean>();
  readonly #ownEdits = new WeakSet<vscode.TextDocumentChangeEvent>();

  constructor(kept: InterruptedPreviews, status: Status) {
    this.#kept = kept;
    this.#status = status;
    const { window, workspace, languages } = vscode;
    this.#listeners = vscode.Disposable.from(
      this.#look,
      this.#lens,
      languages.registerCodeLensProvider({ pattern: '**' }, this.#lens),
      workspace.onDidChangeTextDocument((change) => this.#documentChanged(change)),
      workspace.onWillSaveTextDocument((save) => this.#willSave([save.document], save)),
      workspace.onWillSaveNotebookDocument((save) => this.#willSave(cellsOf(save.notebook), save)),
      workspace.onDidSaveTextDocument((document) => this.#didSave([document])),
      workspace.onDidSaveNotebookDocument((notebook) => this.#didSave(cellsOf(notebook))),
      workspace.onDidCloseTextDocument((document) => this.#closed(document)),
      window.onDidChangeVisibleTextEditors(() => this.#onVisible()),
      window.onDidChangeActiveColorTheme(() => this.#draw()),
      window.onDidChangeActiveTextEditor(() => this.#setContexts()),
      window.onDidChangeTextEditorSelection((change) => this.#selectionChanged(change)),
    );
  }

  /** The fill of a document: the active one, or else the one that a redo can restore. */
  of(document: vscode.TextDocument): FillSession | undefined {
    const sessions = this.#sessions.get(document);
    return sessions?.find(({ isActive }) => isActive) ?? sessions?.[0];
  }

  /** The active fill in the active editor. */
  get active(): FillSession | undefined {
    const document = vscode.window.activeTextEditor?.document;
    const session = document && this.of(document);
    return session?.isActive ? session : undefined;
  }

  /** The fill that runs: the active editor's, or else any. */
  get running(): FillSession | undefined {
    return [this.active, ...this.#all].find((session) => session?.isRunning);
  }

  /**
   * Accepts the fill in the active editor.
   * @param isKey by Tab, whose `when` is updated a moment after the cursor has left the preview: there it indents
   */
  async accept(isKey: boolean): Promise<void> {
    if (isKey && !this.#isCursorInside) await vscode.commands.executeCommand('tab');
    else await this.active?.accept();
  }

  /** Discards the fill in the active editor; by a key, only where the cursor is in it. */
  async discard(isKey: boolean): Promise<void> {
    if (!isKey || this.#isCursorInside) await this.active?.discard();
  }

  /** Adds a fill. It begins at once, or when those before it in its document are decided. */
  add(session: FillSession): void {
    const { document } = session.preview;
    const others = (this.#sessions.get(document) ?? []).filter((other) => other.isActive || other.isWaiting);
    this.#sessions.set(document, [...others, session]);
    const progress = new FillProgress(session);
    session.onDidReceive(() => {
      progress.update();
      const filling = this.running?.progress ?? null;
      if (filling !== this.#status.facts.filling) this.#status.update({ filling });
    });
    session.onDidChange(() => this.#changed(session));
    if (session.preview.isShown) this.#changed(session);
    else if (others.length === 0) void session.ask();
  }

  /** Whether a fill has made a change. Known to listeners that are added after this object was made. */
  isOwnEdit(change: vscode.TextDocumentChangeEvent): boolean {
    return this.#ownEdits.has(change);
  }

  /** Whether a position is in an active fill, where no ghost text belongs. */
  contains(document: vscode.TextDocument, position: vscode.Position): boolean {
    const session = this.of(document);
    return session?.isActive === true && session.preview.contains(position);
  }

  dispose(): void {
    this.#listeners.dispose();
    for (const session of this.#all) session.dispose();
    this.#sessions.clear();
  }

  get #all(): FillSession[] {
    return [...this.#sessions.values()].flat();
  }

  #changed(session: FillSession): void {
    const { document, parts, isShown } = session.preview;
    if (session.isOver) this.#remove(session);
    if (isShown && session.isActive) this.#kept.keep(document, parts, session.gaps, session.isRunning);
    else if (!this.of(document)?.preview.isShown) this.#kept.forget(document);
    this.#draw();
    this.#lens.refresh(session);
    this.#setContexts();
    // The next fill has waited for this one.
    if (!this.of(document)?.isActive)
      void this.#sessions
        .get(document)
        ?.find(({ isWaiting }) => isWaiting)
        ?.ask();
  }

  #remove(session: FillSession): void {
    const { document } = session.preview;
    const left = this.#sessions.get(document)?.filter((other) => other !== session) ?? [];
    if (left.length > 0) this.#sessions.set(document, left);
    else this.#sessions.delete(document);
  }

  #draw(): void {
    this.#look.draw((document) => this.of(document));
  }

  #documentChanged(change: vscode.TextDocumentChangeEvent): void {
    for (const session of this.#sessions.get(change.document) ?? []) {
      if (session.update(change)) this.#ownEdits.add(change);
    }
  }

  #willSave(
    documents: vscode.TextDocument[],
    save: vscode.TextDocumentWillSaveEvent | vscode.NotebookDocumentWillSaveEvent,
  ): void {
    const sessions = this.#ofAll(documents);
    if (sessions.length === 0) return;
    save.waitUntil(Promise.all(sessions.map((session) => session.willSave(save.reason))).then(() => []));
  }

  #didSave(documents: vscode.TextDocument[]): void {
    for (const session of this.#ofAll(documents)) void session.didSave();
  }

  #ofAll(documents: vscode.TextDocument[]): FillSession[] {
    return documents.flatMap((document) => this.#sessions.get(document) ?? []);
  }

  #closed(document: vscode.TextDocument): void {
    // VS Code closes and opens a document to change its language; the object stays the same and is open.
    if (!document.isClosed) return;
    for (const session of this.#sessions.get(document) ?? []) session.dispose();
    if (this.#sessions.delete(document)) this.#kept.forget(document);
    this.#setContexts();
  }

  #onVisible(): void {
    this.#draw();
    for (const session of this.#all) void session.onVisible();
  }

  #selectionChanged({ textEditor, kind }: vscode.TextEditorSelectionChangeEvent): void {
    const { Keyboard, Mouse } = vscode.TextEditorSelectionChangeKind;
    if (kind === Keyboard || kind === Mouse) this.of(textEditor.document)?.onUserInput();
    this.#setContexts();
  }

  get #isCursorInside(): boolean {
    const editor = vscode.window.activeTextEditor;
    return editor !== undefined && this.contains(editor.document, editor.selection.active);
  }

  /** Sets the context keys in the `when` of the commands and keys. */
  #setContexts(): void {
    const session = this.active;
    const isInside = this.#isCursorInside;
    this.#setContext('active', session !== undefined);
    this.#setContext('running', this.running !== undefined);
    this.#setContext('here', isInside);
    this.#setContext('inPreview', isInside && session?.isAcceptable === true);
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
