import * as vscode from 'vscode';
import { anotherFill, fillSelection, type FillParts, sessionOf } from './fillCommand.ts';
import { Fills } from './fills.ts';
import { textAround } from './fillTarget.ts';
import { InterruptedPreviews } from './interruptedPreviews.ts';

/** The feature *Fill Selection*. */
export interface Fill {
  /** The handlers of its commands, by id. */
  commands: Record<string, (argument?: unknown) => unknown>;
  /** Whether a fill has made a change. Only for listeners that are added after `createFill`. */
  isOwnEdit: (change: vscode.TextDocumentChangeEvent) => boolean;
  /** Whether a position is in an active fill, where no ghost text belongs. */
  contains: (document: vscode.TextDocument, position: vscode.Position) => boolean;
  dispose: () => void;
}

/** @param storage the workspace's, for previews that a reload of the window interrupts */
export function createFill(parts: Omit<FillParts, 'fills'>, storage: vscode.Memento): Fill {
  const kept = new InterruptedPreviews(storage, textAround);
  const fills = new Fills(kept, parts.status);
  const withFills = { ...parts, fills };
  const restore = (document: vscode.TextDocument) => {
    const found = kept.find(document);
    if (found) fills.add(sessionOf(document, found, withFills));
  };
  vscode.workspace.textDocuments.forEach(restore);
  const opened = vscode.workspace.onDidOpenTextDocument(restore);
  return {
    commands: {
      'infill.fillSelection': (isReadOnlyEditor) => fillSelection(withFills, isReadOnlyEditor),
      'infill.fill.accept': (isKey) => fills.accept(isKey === true),
      'infill.fill.discard': (isKey) => fills.discard(isKey === true),
      'infill.fill.another': () => anotherFill(withFills),
      'infill.fill.next': () => fills.active?.cycle(1),
      'infill.fill.previous': () => fills.active?.cycle(-1),
      'infill.fill.cancel': () => fills.running?.cancel(),
    },
    isOwnEdit: (change) => fills.isOwnEdit(change),
    contains: (document, position) => fills.contains(document, position),
    dispose() {
      opened.dispose();
      fills.dispose();
    },
  };
}
