import type * as vscode from 'vscode';
import type { Hint } from '../sources/snippetHint.ts';
import { RecentEdits } from '../sources/recentEdits.ts';
import type { HintPosition, HintSource } from './hintSource.ts';

/** Hints at what the user has just changed, in this file far from the cursor and in other files, latest first. */
export class EditHints implements HintSource {
  readonly name = 'edits';
  readonly #edits = new RecentEdits();

  /** The latest edit has the weight 1, the fifth before it half of that: a choice. */
  hints({ document, position }: HintPosition): readonly Hint[] {
    return this.#edits.awayFrom(document.uri.toString(), position.line).map(({ uri, start, end }, at) => {
      return { uri, source: this.name, lines: [start, end], weight: 1 / (1 + at / 5) } as const;
    });
  }

  onEdit({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    for (const { range, text } of contentChanges) {
      this.#edits.edited(document.uri.toString(), range.start.line, range.end.line, text);
    }
  }
}
