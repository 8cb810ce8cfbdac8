import * as vscode from 'vscode';
import type { Clock } from '../../base/clock.ts';
import { isDocument } from '../../base/vscode/documentSchemes.ts';
import type { Log } from '../../base/vscode/log.ts';
import type { Connection } from '../../connection/connection.ts';
import { disabledReason, type DisabledSources } from '../../status/disabledReason.ts';
import type { CursorContext } from '../cursorContext.ts';
import type { CompletionEngine } from '../engine.ts';
import type { View } from '../ghostTextGrowth.ts';
import { maxShownCharacters } from '../shownExtent.ts';
import type { Suggestion } from '../suggestion.ts';
import { cursorPlaceAt, isActive, isCurrent } from './cursorPlace.ts';
import { documentContext, enteredContext } from './documentContext.ts';
import { editorIndentOf } from './editorIndent.ts';
import { isAtCursor } from './editAtCursor.ts';
import { isInCommandMode } from './commandMode.ts';
import { Keystrokes } from './keystrokes.ts';
import { mayCompete } from './otherCompleters.ts';
import { offsetAfter, typedPart } from './offsetAfter.ts';
import { Registrations } from './registrations.ts';
import { growsOnce, GhostTextReplacer, type RequestPosition } from './ghostTextReplacer.ts';
import type { SuggestionList } from './suggestionList.ts';

/** Time in which the key arrives that ends a call, in milliseconds. A choice: VS Code reports both in one turn (1.139.1). */
const keyArrivesMs = 100;

/** Command that runs when all that is left of a ghost text is accepted. VS Code runs none for a part (1.139.1). */
export const acceptedCommand = 'infill.accepted';

/** The parts that the provider depends on. */
export interface ProviderParts {
  engine: CompletionEngine;
  connection: Connection;
  disabledSources: DisabledSources;
  /** Whether a position is in the preview of a fill, where ghost text would disturb. */
  isPreview: (document: vscode.TextDocument, position: vscode.Position) => boolean;
  /** Whether a fill makes a change. */
  isFillEdit: (change: vscode.TextDocumentChangeEvent) => boolean;
  list: SuggestionList;
  clock: Clock;
  log: Log;
}

/** Connects VS Code and the engine: a document and a position in, ghost text out. */
export class InlineProvider implements vscode.InlineCompletionItemProvider {
  readonly #parts: ProviderParts;
  readonly #registrations: Registrations;
  readonly #replacer: GhostTextReplacer;
  readonly #keystrokes: Keystrokes;
  readonly #listeners: vscode.Disposable;
  /** The cursor after the latest edit, and its context. The cursor's move there is part of the edit. */
  #edited: { document: vscode.TextDocument; cursor: vscode.Position; context: CursorContext } | null = null;
  /** Position of the latest call. */
  #latest: RequestPosition | null = null;

  constructor(parts: ProviderParts) {
    this.#parts = parts;
    this.#registrations = new Registrations(this);
    this.#replacer = new GhostTextReplacer(this.#registrations, parts.clock, parts.log);
    this.#keystrokes = new Keystrokes(parts.clock);
    this.#listeners = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument((change) => this.#onEdit(change)),
      vscode.window.onDidChangeTextEditorSelection((change) => this.#onMove(change)),
      vscode.window.onDidChangeTextEditorOptions(({ textEditor }) => this.#onMode(textEditor)),
      vscode.workspace.onWillSaveTextDocument(({ document, reason }) => this.#keystrokes.onWillSave(document, reason)),
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (this.#keystrokes.onSave(document)) parts.engine.cancelWaiting(document.uri.toString());
      }),
    );
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#registrations.dispose();
  }

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    { triggerKind, selectedCompletionInfo: selected }: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    const { engine, connection, disabledSources, isPreview, list } = this.#parts;
    const at = cursorPlaceAt(document, position, this.#keystrokes.isReportMissing(document));
    this.#keystrokes.onCall(selected);
    // A setting or key that was just changed is in effect for the next key.
    await connection.ready;
    // A document that was just opened may be excluded.
    await disabledSources.exclusions.resolve(document.uri);
    if (token.isCancellationRequested || !at || !isCurrent(at)) return [];
    if (this.#isOff(document) || hasSeveralCursors(document) || isPreview(document, position)) return [];
    const isInvoked = triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
    const replacement = isInvoked && !selected && this.#replacer.answer(document, position);
    if (replacement) return [replacement];
    // VS Code marks the call for a key during our own command as the user's, too.
    const explicit = isInvoked && !this.#replacer.isAsking(document);
    if (!explicit && (this.#isManual || isInCommandModeOf(document))) return [];
    this.#registrations.onRequest();

    const context = this.#contextAt(document, position, explicit);
    const place = (this.#latest = { ...at, context });
    const entered = selected && {
      ...enteredContext(document, selected, explicit, connection.settings),
      ...editorIndentOf(document),
    };
    const abort = new AbortController();
    const cancellation = token.onCancellationRequested(() => abort.abort());
    try {
      const suggestion = await engine.complete(context, abort.signal, {
        ...(entered && { entered }),
        timing: this.#keystrokes.timingAt(document, position),
        view: this.#viewOf(place),
        isCurrent: () => isCurrent(place),
      });
      if (abort.signal.aborted) {
        if (!selected) void this.#onCallEnded(place);
        return [];
      }
      this.#keystrokes.onServed(place);
      if (suggestion === null) {
        const hidden = selected && engine.knownText(context);
        if (hidden) list.onHidden(context.uri, hidden.text);
        return [];
      }
      list.onVisible();
      const next = explicit && !selected ? engine.nextCandidate(context, suggestion) : null;
      // VS Code calls again for the next candidate only if the provider is new.
      if (explicit && !selected && !next && !growsOnce) this.#registrations.renew(document.uri.scheme);
      const candidates = next ? [suggestion, next] : [suggestion];
      return candidates.map((one) => toItem(one, document, position, selected));
    } finally {
      cancellation.dispose();
    }
  }

  /** VS Code has ended a call. If the cursor rests there, another extension was faster, or the suggestion list has opened. */
  async #onCallEnded(place: RequestPosition): Promise<void> {
    const { engine, clock } = this.#parts;
    if (!mayCompete()) return this.#showLate(place);
    await new Promise<void>((resolve) => void clock.setTimeout(resolve, keyArrivesMs));
    if (this.#latest === place && isActive(place)) engine.endAll(place.context.uri);
  }

  /** Shows the text of a call that VS Code has ended, though the cursor still rests there. */
  async #showLate(place: RequestPosition): Promise<void> {
    if (this.#latest !== place || !this.#replacer.canShowLate(place)) return;
    const suggestion = await this.#parts.engine.lateText(place.context, this.#viewOf(place));
    if (suggestion && this.#latest === place)
      await this.#replacer.showLate(place, toItem(suggestion, place.document, place.position, undefined));
  }

  #viewOf(place: RequestPosition): View {
    return {
      replace: (suggestion, signal) => {
        if (this.#latest !== place) return Promise.resolve(false);
        const item = toItem(suggestion, place.document, place.position, undefined);
        return this.#replacer.replace(place, item, signal);
      },
      growsOnce,
      get showsWholeOnly() {
        return vscode.workspace.getConfiguration('editor').get('accessibilitySupport') === 'on';
      },
    };
  }

  /** Passes an edit to the engine at once: VS Code calls 50 ms later (1.139.1), or not at all. */
  #onEdit(change: vscode.TextDocumentChangeEvent): void {
    const { engine, list, isFillEdit } = this.#parts;
    const { document, contentChanges } = change;
    const offset = offsetAfter(contentChanges);
    this.#keystrokes.onEdit(change);
    if (isFillEdit(change) || offset === undefined || !isAtCursor(change)) return;
    if (!isDocument(document) || this.#isOff(document)) return;
    const cursor = document.positionAt(offset);
    const context = this.#contextAt(document, cursor, false);
    this.#edited = { document, cursor, context };
    const inserted = insertedBy(contentChanges);
    if (change.reason === undefined && inserted !== '' && engine.isWholeAt(context)) this.#keystrokes.onAccept();
    const cause = this.#keystrokes.causeAt(document);
    if (cause === 'deleted') engine.deleted(context);
    else engine.changed(context, cause === 'typed' && this.#canAsk(document), inserted);
    list.onEdit(context.uri, inserted);
  }

  /** Passes a move of the cursor to the engine: VS Code removes ghost text at another position. */
  #onMove(change: vscode.TextEditorSelectionChangeEvent): void {
    const { document } = change.textEditor;
    const [selection] = change.selections;
    const isTyped = this.#keystrokes.onSelect(change);
    if (!selection || document !== vscode.window.activeTextEditor?.document || !isDocument(document)) return;
    const isEdited = this.#edited?.document === document && this.#edited.cursor.isEqual(selection.active);
    const context = isEdited ? this.#edited!.context : this.#contextAt(document, selection.active, false);
    if (isTyped && !this.#isOff(document) && this.#canAsk(document)) this.#parts.engine.typed(context);
    if (isEdited) return;
    this.#parts.list.clear();
    this.#parts.engine.moved(context);
  }

  /** In Vim's normal mode no one waits for ghost text. */
  #onMode(editor: vscode.TextEditor): void {
    if (isInCommandMode(editor)) this.#parts.engine.endAll(editor.document.uri.toString());
  }

  #contextAt(document: vscode.TextDocument, position: vscode.Position, explicit: boolean): CursorContext {
    const context = documentContext(document, position, explicit, this.#parts.connection.settings);
    return { ...context, ...editorIndentOf(document) };
  }

  /** Whether a key may send a request before VS Code calls. */
  #canAsk(document: vscode.TextDocument): boolean {
    const isShown = vscode.workspace.getConfiguration('editor', document).get('inlineSuggest.enabled') === true;
    return isShown && !this.#isManual;
  }

  get #isManual(): boolean {
    return this.#parts.connection.settings.trigger === 'manual';
  }

  #isOff(document: vscode.TextDocument): boolean {
    const { connection, disabledSources } = this.#parts;
    const isUnknown = disabledSources.exclusions.known(document.uri) === undefined;
    return isUnknown || disabledReason(document, connection.settings, disabledSources) !== null;
  }
}

/** The text that one insertion put before the cursor; '' for any other edit, and for a text longer than ghost text. */
function insertedBy(changes: readonly vscode.TextDocumentContentChangeEvent[]): string {
  const [change] = changes;
  const isInsertion = change && changes.length === 1 && change.rangeLength === 0;
  return isInsertion && change.text.length <= maxShownCharacters ? typedPart(change.text).replaceAll('\r', '') : '';
}

function isInCommandModeOf(document: vscode.TextDocument): boolean {
  const editor = vscode.window.activeTextEditor;
  return editor?.document === document && isInCommandMode(editor);
}

function hasSeveralCursors(document: vscode.TextDocument): boolean {
  const editor = vscode.window.activeTextEditor;
  return editor?.document === document && editor.selections.length > 1;
}

/**
 * Makes an item with a range. Without one, VS Code takes the word at the cursor and hides texts that do not begin with it.
 */
function toItem(
  { text, replaces }: Suggestion,
  document: vscode.TextDocument,
  position: vscode.Position,
  selected: vscode.SelectedCompletionInfo | undefined,
): vscode.InlineCompletionItem {
  const range = selected?.range ?? new vscode.Range(position, position);
  const whole = new vscode.Range(range.start, range.end.translate(0, replaces));
  const insertText = (selected?.text ?? '') + text;
  const lineEnds = document.eol === vscode.EndOfLine.CRLF ? insertText.replace(/\r?\n/g, '\r\n') : insertText;
  return new vscode.InlineCompletionItem(lineEnds, whole, {
    title: '', // shown nowhere
    command: acceptedCommand,
    arguments: [text.length],
  });
}
