import * as vscode from 'vscode';
import type { Clock } from '../../base/clock.ts';
import { syntaxOf } from '../../language/table/index.ts';
import type { Asks } from '../requests/requestScheduler.ts';
import { isInCommandMode } from './commandMode.ts';
import { mayAnswer, shapeOf } from './editShape.ts';
import type { RequestPosition } from './ghostTextReplacer.ts';

/** What makes an edit: the user's typing, composing (IME) or deleting, or something else, such as a command. */
type Cause = 'typed' | 'composed' | 'deleted' | 'other';

/** The latest edit of the active editor. */
interface Edit {
  document: vscode.TextDocument;
  version: number;
  /** Null until the selection event that follows decides. */
  cause: Cause | null;
  /** Start and text of the change at the cursor. */
  start: vscode.Position;
  text: string;
  /** The cursor after the edit. */
  cursor: vscode.Position;
  at: number;
  /** Time of the key that it belongs to. */
  keyAt: number;
  /** Whether it belongs to the key before, unless it is typed. */
  answers: boolean;
  /** Whether its selection event has come. */
  isSelected: boolean;
  /** `goesOn`: it replaces letters that the edit before has typed. `mayBegin`: it follows such an edit. */
  composition: 'goesOn' | 'mayBegin' | null;
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
const restMs = { deleted: 700, composed: 400 };

/** Wait for a closing tag after VS Code's call, in milliseconds. A choice: VS Code adds it 100 ms and more after the key. */
const closingTagMs = 150;

const letters = /^[^\n]*[\p{Ll}\p{Lu}\p{Lo}\p{N}][^\n]*$/u;

/** The end of a line before the cursor after which VS Code may add a closing tag. Arrows and comparisons end no tag. */
const tagEnd = /(?:<\/|[^\s=-]>)$/;

/**
 * Time in which the selection event of an edit comes, in milliseconds. A choice: VS Code sends both at once, and another
 * extension may be busy in between (1.139.1).
 */
const selectionMs = 200;

/**
 * Time in which an edit by others may be the editor's answer to a key, in milliseconds. A choice: the closing tag of VS
 * Code's HTML takes 100 ms and the language server's time (1.139.1).
 */
const answerMs = 500;

/**
 * Decides which edits are the user's keystrokes: only these send requests. The stable API does not report what makes an
 * edit. After each edit that moves the cursor, VS Code reports the selection at once: with the kind `Keyboard` for typed
 * text, and without a kind for commands, formatters, other extensions and changes on disk. Edits that add or remove lines,
 * Tab, Backspace and an accepted entry of the suggestion list have no kind, so their shape decides (1.139.1, 1.100.3).
 * What others add in answer to a key belongs to the key.
 */
export class Keystrokes {
  readonly #clock: Clock;
  #edit: Edit | null = null;
  /** The selected entry of the suggestion list. */
  #entry: vscode.SelectedCompletionInfo | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** VS Code calls for ghost text. @param selected the selected entry of the suggestion list */
  onCall(selected: vscode.SelectedCompletionInfo | undefined): void {
    this.#entry = selected;
  }

  /** VS Code has got the answer to a call: later edits by others do not belong to the key. */
  onAnswer({ document, version }: RequestPosition): void {
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
    const cause = this.#causeOf(change, editor);
    const now = this.#clock.now();
    const answers = last !== null && cause !== 'typed' && this.#isAnswered(last, change);
    const isUsers = last?.cause === 'typed' || last?.cause === 'composed';
    const before = isUsers && editor.selection.isEmpty ? last : null;
    const replaces = before !== null && isReplaced(before, first);
    const composition = before && compositionAfter(before, replaces);
    // A text of the same length moves no cursor, so that no selection event follows.
    const isUnmoved = cause === null && replaces && first.text.length === first.rangeLength;
    this.#edit = {
      document,
      version: document.version,
      cause: isUnmoved ? (composition ? 'composed' : 'typed') : answers && cause === 'other' ? null : cause,
      start: first.range.start,
      text: first.text,
      cursor: editor.selection.active,
      at: now,
      keyAt: answers ? last.keyAt : now,
      answers,
      isSelected: false,
      composition,
      endsTag: endsTag(document, first),
      isServed: answers && last.isServed,
    };
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
    if (!isKeyboard || isLate || selections.length > 1 || !isInside(edit, selection)) {
      edit.cause = edit.answers ? 'typed' : 'other';
      return false;
    }
    edit.cause = edit.composition ? 'composed' : 'typed';
    edit.keyAt = edit.at;
    edit.isServed = false;
    return edit.cause === 'typed' && !edit.endsTag;
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
  asksAt(document: vscode.TextDocument, position: vscode.Position): Asks {
    const edit = this.#editAt(document);
    const isThere = edit?.cursor.isEqual(position) || this.isReportMissing(document);
    // The user has opened the suggestion list where nothing was typed.
    if (!edit || !isThere) return this.#entry ? 'now' : 'never';
    if (edit.cause === 'typed' || (edit.cause === null && edit.answers)) return edit.endsTag ? closingTagMs : 'now';
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
  #causeOf(change: vscode.TextDocumentChangeEvent, editor: vscode.TextEditor): Cause | null {
    if (change.reason !== undefined || editor.selections.length > 1 || isInCommandMode(editor)) return 'other';
    switch (shapeOf(change, editor.selection)) {
      case 'newLine':
      case 'indentation':
      case 'letterOverLines':
        return 'typed';
      case 'deletion':
        return 'deleted';
      case 'text':
        return this.#isEntry(change) ? 'typed' : null;
      case 'elsewhere':
        // The selection may be one that VS Code has not reported.
        return null;
      case 'other':
        return 'other';
    }
  }

  /** Whether a change accepts the selected entry of the suggestion list. */
  #isEntry({ contentChanges: [change] }: vscode.TextDocumentChangeEvent): boolean {
    const entry = this.#entry;
    if (!entry || !change?.range.start.isEqual(entry.range.start)) return false;
    return change.text.startsWith(entry.text) || entry.text.startsWith(change.text);
  }

  /** Whether an edit by others belongs to a key that VS Code still waits for. */
  #isAnswered(key: Edit, change: vscode.TextDocumentChangeEvent): boolean {
    const isOpen = (key.cause === 'typed' || key.cause === null) && (!key.isServed || key.endsTag);
    return isOpen && this.#clock.now() - key.keyAt < answerMs && mayAnswer(change);
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
function isInside({ start, text }: Edit, { active, isEmpty }: vscode.Selection): boolean {
  const behind = active.character - start.character;
  return isEmpty && active.line === start.line && behind > 0 && behind <= text.length;
}

/** Whether a change replaces what the edit before has typed, as input methods do. */
function isReplaced(last: Edit, { range }: vscode.TextDocumentContentChangeEvent): boolean {
  return !range.isEmpty && range.end.isEqual(last.cursor) && range.start.isAfterOrEqual(last.start);
}

/**
 * What a typed change is in a composition. An accent that a letter replaces (a dead key) is none. The first letter of a
 * composition looks like a typed one, but a composition often follows another.
 */
function compositionAfter(last: Edit, replaces: boolean): Edit['composition'] {
  if (replaces && letters.test(last.text)) return 'goesOn';
  return last.composition === 'goesOn' ? 'mayBegin' : null;
}

function endsTag(document: vscode.TextDocument, { range, text }: vscode.TextDocumentContentChangeEvent): boolean {
  if ((text !== '>' && text !== '/') || !syntaxOf(document.languageId).tags) return false;
  const { line, character } = range.start;
  return tagEnd.test(document.lineAt(line).text.slice(0, character + 1));
}
