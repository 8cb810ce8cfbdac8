import * as vscode from 'vscode';
import type { CursorContext } from '../cursorContext.ts';
import type { CompletionEngine } from '../engine.ts';
import type { Suggestion } from '../suggestion.ts';
import { maxShownCharacters } from '../requests/completionRequest.ts';
import type { Clock } from '../../base/clock.ts';
import type { Connection } from '../../connection/connection.ts';
import { documentContext, enteredContext } from './documentContext.ts';
import { isDocument } from '../../base/vscode/documentSchemes.ts';
import { editorIndentOf } from './editorIndent.ts';
import { isAtCursor, isKeystroke } from './keystroke.ts';
import { offsetAfter, typedPart } from './offsetAfter.ts';
import { disabledReason, type DisabledSources } from '../../status/disabledReason.ts';
import type { Log } from '../../base/vscode/log.ts';
import { Registrations } from './registrations.ts';
import { growsOnce, Replacer, type RequestPosition } from './replacer.ts';
import type { SuggestionList } from './suggestionList.ts';

/** Runs when the last piece of a ghost text was accepted; VS Code says nothing of earlier pieces (1.139.1). */
export const acceptedCommand = 'infill.accepted';

/** The parts that the provider needs. */
interface ProviderParts {
  engine: CompletionEngine;
  connection: Connection;
  disabledSources: DisabledSources;
  /** Whether a position is in the preview of a fill: nothing is suggested there until the user accepts or discards it. */
  isPreview: (document: vscode.TextDocument, position: vscode.Position) => boolean;
  list: SuggestionList;
  clock: Clock;
  log: Log;
}

/** Between VS Code and the engine: a document and a position in, ghost text out. */
export class InlineProvider implements vscode.InlineCompletionItemProvider {
  readonly #engine: CompletionEngine;
  readonly #connection: Connection;
  readonly #disabledSources: DisabledSources;
  readonly #isPreview: ProviderParts['isPreview'];
  readonly #registrations: Registrations;
  readonly #replacer: Replacer;
  readonly #list: SuggestionList;
  /** Where the latest edit has put the cursor: its own move there is no news. */
  #edited: { document: vscode.TextDocument; cursor: vscode.Position } | null = null;
  /** The position of the engine's last request. */
  #asked: RequestPosition | null = null;

  /** Registers itself. */
  constructor({ engine, connection, disabledSources, isPreview, list, clock, log }: ProviderParts) {
    this.#engine = engine;
    this.#connection = connection;
    this.#disabledSources = disabledSources;
    this.#isPreview = isPreview;
    this.#list = list;
    this.#registrations = new Registrations(this);
    this.#replacer = new Replacer(this.#registrations, clock, log);
  }

  dispose(): void {
    this.#registrations.dispose();
  }

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    { triggerKind, selectedCompletionInfo: selected }: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    // A setting or key that was changed just now holds for the next key already.
    await this.#connection.ready;
    // Of a document that was opened just now it may not be known yet whether it may be sent.
    await this.#disabledSources.exclusions.resolve(document.uri);
    if (token.isCancellationRequested) return [];
    if (this.#isOff(document) || hasSeveralCursors(document) || this.#isPreview(document, position)) return [];
    const isInvoked = triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
    const replacement = isInvoked && !selected && this.#replacer.answer(document, position);
    if (replacement) return [replacement];
    // After a key during our own command, VS Code marks the call for that key as the user's as well.
    const explicit = isInvoked && !this.#replacer.isAsking(document);
    if (!explicit && this.#isManual) return [];
    this.#registrations.onRequest();
    const { settings } = this.#connection;
    const context = this.#contextAt(document, position, explicit);
    const asked = (this.#asked = { document, version: document.version, position, context });
    const entered = selected && {
      ...enteredContext(document, selected, explicit, settings),
      ...editorIndentOf(document),
    };
    const abort = new AbortController();
    const cancellation = token.onCancellationRequested(() => abort.abort());
    try {
      const suggestion = await this.#engine.complete(context, abort.signal, entered);
      if (abort.signal.aborted) {
        if (!selected) void this.#showLate(asked);
        return [];
      }
      if (suggestion === null) {
        const hidden = selected && this.#engine.known(context);
        if (hidden) this.#list.onHidden(context.uri, hidden.text);
        return [];
      }
      this.#list.onVisible();
      const next = explicit && !selected ? this.#engine.nextCandidate(context, suggestion) : null;
      // VS Code asks again for the next candidate if the provider is new by then.
      if (explicit && !selected && !next && !growsOnce) this.#registrations.renew(document.uri.scheme);
      const candidates = next ? [suggestion, next] : [suggestion];
      return candidates.map((one) => toItem(one, document, position, selected));
    } finally {
      cancellation.dispose();
    }
  }

  /** Shows the text of a call that VS Code has ended, though the cursor still rests there. */
  async #showLate(asked: RequestPosition): Promise<void> {
    if (this.#asked !== asked || !this.#replacer.canShowLate(asked)) return;
    const suggestion = await this.#engine.late(asked.context);
    if (suggestion && this.#asked === asked)
      await this.#replacer.showLate(asked, toItem(suggestion, asked.document, asked.position, undefined));
  }

  /** Shows a text in place of the one in view; false if none is in view any more. */
  replace(context: CursorContext, suggestion: Suggestion, signal: AbortSignal): Promise<boolean> {
    const asked = this.#asked;
    if (asked?.context !== context) return Promise.resolve(false);
    const item = toItem(suggestion, asked.document, asked.position, undefined);
    return this.#replacer.replace(asked, item, signal);
  }

  /** Tells the engine of an edit, at once: VS Code asks 50 ms later (1.139.1), or not at all. */
  documentChanged(change: vscode.TextDocumentChangeEvent): void {
    const { document, contentChanges } = change;
    const offset = offsetAfter(contentChanges);
    if (offset === undefined || !isAtCursor(change) || !isDocument(document) || this.#isOff(document)) return;
    const cursor = document.positionAt(offset);
    this.#edited = { document, cursor };
    const context = this.#contextAt(document, cursor, false);
    const inserted = insertedBy(contentChanges);
    this.#engine.changed(context, isKeystroke(change) && !this.#isManual, inserted);
    this.#list.onEdit(context.uri, inserted);
  }

  #contextAt(document: vscode.TextDocument, position: vscode.Position, explicit: boolean): CursorContext {
    const context = documentContext(document, position, explicit, this.#connection.settings);
    return { ...context, ...editorIndentOf(document) };
  }

  get #isManual(): boolean {
    return this.#connection.settings.trigger === 'manual';
  }

  #isOff(document: vscode.TextDocument): boolean {
    const isUnknown = this.#disabledSources.exclusions.known(document.uri) === undefined;
    return isUnknown || disabledReason(document, this.#connection.settings, this.#disabledSources) !== null;
  }

  /** Tells the engine where the cursor is: VS Code takes ghost text away when it leaves it. */
  cursorMoved({ textEditor: { document }, selections }: vscode.TextEditorSelectionChangeEvent): void {
    const [selection] = selections;
    if (!selection || document !== vscode.window.activeTextEditor?.document || !isDocument(document)) return;
    if (this.#edited?.document === document && this.#edited.cursor.isEqual(selection.active)) return;
    this.#list.clear();
    this.#engine.moved(this.#contextAt(document, selection.active, false));
  }
}

/** What one insertion put before the cursor; '' for any other edit, and for what is longer than any ghost text. */
function insertedBy(changes: readonly vscode.TextDocumentContentChangeEvent[]): string {
  const [change] = changes;
  const isInsertion = change && changes.length === 1 && change.rangeLength === 0;
  return isInsertion && change.text.length <= maxShownCharacters ? typedPart(change.text).replaceAll('\r', '') : '';
}

function hasSeveralCursors(document: vscode.TextDocument): boolean {
  const editor = vscode.window.activeTextEditor;
  return editor?.document === document && editor.selections.length > 1;
}

/** Always with a range: without one VS Code takes the word at the cursor, and hides what does not begin with it. */
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
