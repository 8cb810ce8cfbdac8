import type * as vscode from 'vscode';

/** `goesOn`: an edit replaces letters that the edit before has typed. `mayBegin`: it follows such an edit. */
export type Composition = 'goesOn' | 'mayBegin';

/** An edit of the user's typing. */
interface TypedEdit {
  start: vscode.Position;
  text: string;
  cursor: vscode.Position;
  composition: Composition | null;
}

const letters = /^[^\n]*[\p{Ll}\p{Lu}\p{Lo}\p{N}][^\n]*$/u;

/** Whether a change replaces what the edit before has typed, as input methods do. */
export function isReplaced(last: TypedEdit, { range }: vscode.TextDocumentContentChangeEvent): boolean {
  return !range.isEmpty && range.end.isEqual(last.cursor) && range.start.isAfterOrEqual(last.start);
}

/**
 * What a typed change is in a composition. An accent that a letter replaces (a dead key) is none. The first letter of a
 * composition looks like a typed one, but a composition often follows another.
 */
export function compositionAfter(last: TypedEdit, replaces: boolean): Composition | null {
  if (replaces && letters.test(last.text)) return 'goesOn';
  return last.composition === 'goesOn' ? 'mayBegin' : null;
}
