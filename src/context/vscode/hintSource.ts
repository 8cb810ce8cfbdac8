import type * as vscode from 'vscode';
import type { SourceName } from '../../completion/prompt/snippet.ts';
import type { Hint } from '../sources/snippetHint.ts';

/** The cursor that hints are for. */
export interface HintPosition {
  document: vscode.TextDocument;
  position: vscode.Position;
}

/** One way to find files that may help at the cursor. */
export interface HintSource {
  readonly name: SourceName;
  /** Whether a later call may find something where this one has not: a language server may still be starting. */
  readonly mayComeLater?: boolean;
  /** Hints at other files, best first. */
  hints(at: HintPosition): readonly Hint[] | Promise<readonly Hint[]>;
  /** A file has changed or is gone. */
  onFileChange?(uri: string): void;
  /** The user has changed a document. */
  onEdit?(change: vscode.TextDocumentChangeEvent): void;
  /** The user has opened an editor or moved the cursor in it. */
  onVisit?(editor: vscode.TextEditor): void;
}
