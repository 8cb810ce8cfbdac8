import type * as vscode from 'vscode';
import type { SourceName } from '../../completion/snippet.ts';
import type { Hint } from '../sources/hint.ts';

/** Where the user is. */
export interface HintPosition {
  document: vscode.TextDocument;
  position: vscode.Position;
}

/** One way to find what may help at a place. */
export interface HintSource {
  readonly name: SourceName;
  /** Whether it may find something later where it has found nothing: it asks somebody who may be starting. */
  readonly mayComeLater?: boolean;
  /** Leads to other files, best first; as many as it finds in little time. */
  hints(place: HintPosition): readonly Hint[] | Promise<readonly Hint[]>;
  /** Hears that a file is not what it was, or not there any more. */
  changed?(uri: string): void;
  dispose?(): void;
}
