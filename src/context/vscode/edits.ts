import * as vscode from 'vscode';
import type { Hint } from '../sources/hint.ts';
import { isDocument } from '../../base/vscode/documentSchemes.ts';
import { RecentEdits } from '../sources/recentEdits.ts';
import type { HintPosition, HintSource } from './hintSource.ts';

/** Finds what the user has just changed, here or in other files, the latest first: as it is now. */
export class Edits implements HintSource {
  readonly name = 'edits';
  readonly #places = new RecentEdits();
  readonly #subscription: vscode.Disposable;

  constructor() {
    this.#subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!isDocument(document)) return;
      for (const { range, text } of contentChanges) {
        this.#places.edited(document.uri.toString(), range.start.line, range.end.line, text);
      }
    });
  }

  /** The latest counts whole, the fifth before it half. */
  hints({ document, position }: HintPosition): readonly Hint[] {
    return this.#places.awayFrom(document.uri.toString(), position.line).map(({ uri, start, end }, at) => {
      return { uri, source: this.name, lines: [start, end], weight: 1 / (1 + at / 5) } as const;
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
