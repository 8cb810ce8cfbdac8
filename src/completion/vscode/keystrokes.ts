import * as vscode from 'vscode';
import type { Clock } from '../../base/clock.ts';
import { syntaxOf } from '../../language/table/index.ts';
import type { RequestTiming } from '../requests/requestScheduler.ts';
import { isInCommandMode } from './commandMode.ts';
import { type Composition, compositionAfter, isReplaced } from './composition.ts';
import { type EditShape, endOf, mayFollowKey, shapeOf } from './editShape.ts';
import type { RequestPosition } from './ghostTextReplacer.ts';
import { SelectedEntry } from './selectedEntry.ts';

/** What makes an edit: the user's typing, composing (IME) or deleting, or something else, such as a command. */
type Cause = 'typed' | 'composed' | 'deleted' | 'other';

/** The latest edit of the active editor. */
interface Edit {
  document: vscode.TextDocument;
  version: number;
  /** Null until the selection event that follows decides. */
  cause: Cause | null;
  /** Start, end and text of the change at the cursor. */
  start: vscode.Position;
  end: vscode.Position;
  text: string;
  /** Whether the editor reports no kind with the selection if a key has made it. */
  isWithoutKind: boolean;
  /** The cursor after the edit. */
  cursor: vscode.Position;
  at: number;
  /** Time of the key that it belongs to. */
  keyAt: number;
  /** Whether it belongs to the key before, unless it is typed. */
  followsKey: boolean;
  /** Whether its selection event has come. */
  isSelected: boolean;
  composition: Composition | null;
  /** Whether it ends a tag, so that the editor may add the closing tag. */
  endsTag: boolean;
  /** Whether VS Code has got the answer to its call. */
  isServed: boolean;
}

/**
 * Wait of VS Code's call after which deleting or composing counts as over, in milliseconds. Choices: a held key repeats
 * after 500 ms in Windows and GNOME, and 660 ms in X. For a typed text VS Code opens the suggestion list 750 ms after the
 * edit if its call has no answer, and ends the call (1.139.1).
 */
const restMs = { deleted: 700, composed: 600 };

/** Wait for a closing tag after VS Code's call, in milliseconds. A choice: VS Code adds it 100 ms and more after the key. */
const closingTagMs = 150;

/** The end of a line before the cursor after which VS Code may add a closing tag. Arrows and comparisons end no tag. */
const tagEnd = /(?:<\/|[^\s=-]>)$/;

/**
 * Time in which the selection event of an edit comes, in milliseconds. A choice: VS Code sends both at once, and another
 * extension may be busy in between (1.139.1).
 */
const selectionMs = 200;

/**
 * Time in which an edit by others may belong to the key before, in milliseconds. A choice: the closing tag of VS Code's HTML
 * takes 100 ms and the language server's time (1.139.1).
 */
const followMs = 500;

/** Time before VS Code announces a saving in which it may have changed the text for it, in milliseconds. A choice. */
const savingMs = 100;

/** What keys insert for which VS Code reports a selection without a kind (1.139.1, 1.100.3). */
const keysWithoutKind: readonly EditShape[] = ['newLine', 'indentation', 'letterOverLines'];

/**
 * Decides which edits are the user's keystrokes: only these send requests. The stable API does not report what makes an
 * edit. After each edit that moves the cursor, VS Code reports the selection at once: with the kind `Keyboard` for typed
 * text, and without a kind for commands, formatters, other extensions and changes on disk. Edits that add or remove lines,
 * Tab, Backspace and an accepted entry of the suggestion list have no kind, so their shape decides (1.139.1, 1.100.3).
 * What others add after a key, before VS Code has its ghost text, belongs to the key.
 */
export class Keystrokes {
  readonly #clock: Clock;
  #edit: Edit | null = null;
  /** Time of the latest saving by the user's command. */
  #savedAt = -Infinity;
  readonly #entry = new SelectedEntry();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** VS Code calls for ghost text. @param selected the selected entry of the suggestion list */
  onCall(selected: vscode.SelectedCompletionInfo | undefined): void {
    this.#entry.onCall(selected);
  }

  /** VS Code has got the ghost text for a call, or none: later edits by others do not belong to the key. */
  onServed({ document, version }: RequestPosition): void {
    const edit = this.#editAt(document);
    if (edit?.version === version) edit.isServed = true;
  }

  /** A document was edited; the selection is still the one before. */
  onEdit(change: vscode.TextDocumentChangeEvent): void {
    const { document, contentChanges } = change;
    const editor = vscode.window.activeTextEditor;
    const [first] = contentChanges;
    if (editor?.document !== document || !first) return;
    const last = this.#edit?.document === document && this.#edit.version === document.version - 1 ? this.#edit : null;
    this.#entry.onEdit(contentChanges);
    const shape = shapeOf(change, editor.selection);
    const cause = this.#causeOf(change, editor, shape);
    const now = this.#clock.now();
    const followsKey = last !== null && cause !== 'typed' && this.#followsKey(last, change);
    const isUsers = last?.cause === 'typed' || last?.cause === 'composed';
    const before = isUsers && editor.selection.isEmpty ? last : null;
    const replaces = before !== null && isReplaced(before, first);
    const composition = before && compositionAfter(before, replaces);
    this.#edit = {
      document,
      version: document.version,
      cause,
      start: first.range.start,
      end: endOf(first),
      text: first.text,
      isWithoutKind: keysWithoutKind.includes(shape),
      cursor: editor.selection.active,
      at: now,
      keyAt: followsKey ? last.keyAt : now,
      followsKey,
      isSelected: false,
      composition,
      endsTag: endsTag(document, first),
      isServed: followsKey && last.isServed,
    };
    // A text of the same length moves no cursor, so that no selection event follows.
    if (cause === null && replaces && first.text.length === first.rangeLength)
      this.#edit.cause = composition ? 'composed' : 'typed';
    if (cause === 'other' && followsKey) this.#edit.cause = null;
  }

  /** The selection has changed. @returns whether it shows that a key was typed that may send a request at once */
  onSelect({ textEditor, selections, kind }: vscode.TextEditorSelectionChangeEvent): boolean {
    const edit = this.#editAt(textEditor.document);
    const [selection] = selections;
    if (!edit || !selection || textEditor !== vscode.window.activeTextEditor) return false;
    const isLate = this.#clock.now() - edit.at > selectionMs;
    const isKeyboard = kind === vscode.TextEditorSelectionChangeKind.Keyboard;
    // A snippet moves the cursor to its first tab stop.
    if (!isLate && (!edit.isSelected || kind === undefined)) edit.cursor = selection.active;
    if (edit.isSelected || isLateReport(edit, selection, kind)) return false;
    edit.isSelected = true;
    // Ctrl+X deletes like Backspace.
    if (edit.cause === 'deleted' && isKeyboard) edit.cause = 'other';
    if (edit.cause !== null) return false;
    const isByKey = (isKeyboard || edit.isWithoutKind) && isInside(edit, selection);
    if (!isByKey || isLate || selections.length > 1) {
      edit.cause = edit.followsKey ? 'typed' : 'other';
      return false;
    }
    edit.cause = edit.composition ? 'composed' : 'typed';
    edit.keyAt = edit.at;
    edit.isServed = false;
    return edit.cause === 'typed' && !edit.endsTag;
  }

  /** VS Code is about to save a document, and may change it. */
  onWillSave(document: vscode.TextDocument, reason: vscode.TextDocumentSaveReason): void {
    const isUsers = reason === vscode.TextDocumentSaveReason.Manual && document === this.#edit?.document;
    this.#savedAt = isUsers ? this.#clock.now() : -Infinity;
  }

  /**
   * A document was saved. By the user's command VS Code also removes white space before the cursor, which looks like
   * Backspace (1.139.1). @returns whether the latest edit is taken for that
   */
  onSave(document: vscode.TextDocument): boolean {
    const edit = this.#editAt(document);
    if (edit?.cause !== 'deleted' || edit.at < this.#savedAt - savingMs || this.#savedAt === -Infinity) return false;
    edit.cause = 'other';
    return true;
  }

  /** The edit reported last has accepted ghost text. */
  onAccept(): void {
    if (this.#edit) this.#edit.cause = 'typed';
  }

  /** What the edit reported last is; null if the selection event decides. */
  causeAt(document: vscode.TextDocument): Cause | null {
    const edit = this.#editAt(document);
    return edit ? edit.cause : 'other';
  }

  /** When VS Code's automatic call for a position may send a request. */
  timingAt(document: vscode.TextDocument, position: vscode.Position): RequestTiming {
    const edit = this.#editAt(document);
    const isThere = edit?.cursor.isEqual(position) || this.isReportMissing(document);
    // The user has opened the suggestion list where nothing was typed.
    if (!edit || !isThere) return this.#entry.isThere ? 'debounced' : 'never';
    if (edit.cause === 'typed' || (edit.cause === null && edit.followsKey))
      return edit.endsTag ? closingTagMs : 'debounced';
    return edit.cause === 'deleted' || edit.cause === 'composed' ? restMs[edit.cause] : 'never';
  }

  /**
   * Whether the editor's selection is that of the latest edit, so that the cursor may be elsewhere only because VS Code has
   * not reported it: after a snippet with its final tab stop first, it reports the cursor with the next edit (1.139.1).
   */
  isReportMissing(document: vscode.TextDocument): boolean {
    const editor = vscode.window.activeTextEditor;
    return editor?.document === document && this.#editAt(document)?.cursor.isEqual(editor.selection.active) === true;
  }

  /** The latest edit, if it made the document what it is. */
  #editAt(document: vscode.TextDocument): Edit | null {
    return this.#edit?.document === document && this.#edit.version === document.version ? this.#edit : null;
  }

  /** @returns null if the selection event decides */
  #causeOf(change: vscode.TextDocumentChangeEvent, editor: vscode.TextEditor, shape: EditShape): Cause | null {
    if (change.reason !== undefined || editor.selections.length > 1 || isInCommandMode(editor)) return 'other';
    switch (shape) {
      case 'deletion':
        return 'deleted';
      case 'text':
        return this.#entry.isAcceptedBy(change) ? 'typed' : null;
      case 'newLine': // A command that adds one, such as for the end of a file, does not move the cursor.
      case 'indentation':
      case 'letterOverLines':
      case 'elsewhere': // The selection may be one that VS Code has not reported.
        return null;
      case 'other':
        return 'other';
    }
  }

  /** Whether an edit by others belongs to a key that VS Code still waits for. */
  #followsKey(key: Edit, change: vscode.TextDocumentChangeEvent): boolean {
    const isOpen = (key.cause === 'typed' || key.cause === null) && (!key.isServed || key.endsTag);
    return isOpen && this.#clock.now() - key.keyAt < followMs && mayFollowKey(change);
  }
}

/** Whether a selection event reports the cursor before the edit, which was not reported until now. */
function isLateReport(
  edit: Edit,
  { active }: vscode.Selection,
  kind: vscode.TextEditorSelectionChangeKind | undefined,
) {
  return edit.cause === null && kind === undefined && active.isEqual(edit.start);
}

/** Whether a cursor is in or behind the text of an edit, as after a key. */
function isInside({ start, end }: Edit, { active, isEmpty }: vscode.Selection): boolean {
  return isEmpty && active.isAfter(start) && active.isBeforeOrEqual(end);
}

function endsTag(document: vscode.TextDocument, { range, text }: vscode.TextDocumentContentChangeEvent): boolean {
  if ((text !== '>' && text !== '/') || !syntaxOf(document.languageId).tags) return false;
  const { line, character } = range.start;
  return tagEnd.test(document.lineAt(line).text.slice(0, character + 1));
}
