import * as vscode from 'vscode';
import type { Lead } from '../../completion/context/lead.ts';
import { isDocument } from '../documentSchemes.ts';
import type { Place, Source } from './place.ts';

interface Edit {
  uri: string;
  start: number;
  end: number;
}

/** Edits before these are forgotten. */
const mostEdits = 30;
/** An edit goes on within so many lines. */
const nearLines = 5;
/** A change of so many lines is a formatter's, or another branch. */
const mostLines = 200;

/** Finds what the user has just changed in other files, the latest first: as it is now. */
export class Edits implements Source {
  readonly name = 'edits';
  /** The latest first. */
  readonly #edits: Edit[] = [];
  readonly #subscription: vscode.Disposable;

  constructor() {
    this.#subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (isDocument(document)) for (const change of contentChanges) this.#changed(document.uri.toString(), change);
    });
  }

  leads({ document }: Place): readonly Lead[] {
    const own = document.uri.toString();
    return this.#edits
      .filter(({ uri }) => uri !== own)
      .map(({ uri, start, end }, at) => {
        return { uri, source: this.name, lines: [start, end], weight: 1 / (1 + at / 5) } as const;
      });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #changed(uri: string, { range, text }: vscode.TextDocumentContentChangeEvent): void {
    const start = range.start.line;
    const removed = range.end.line - start;
    const added = text.split('\n').length - 1;
    // What stands below moves along.
    for (const edit of this.#edits) {
      if (edit.uri !== uri || edit.end < start) continue;
      if (edit.start > range.end.line) edit.start += added - removed;
      edit.end = Math.max(start, edit.end + added - removed);
    }
    if (added > mostLines || removed > mostLines) return;
    const end = start + added;
    const same = this.#edits.findIndex((one) => {
      return one.uri === uri && start <= one.end + nearLines && end >= one.start - nearLines;
    });
    const [before] = same >= 0 ? this.#edits.splice(same, 1) : [];
    this.#edits.unshift({
      uri,
      start: Math.min(start, before?.start ?? start),
      end: Math.max(end, before?.end ?? end),
    });
    this.#edits.splice(mostEdits);
  }
}
