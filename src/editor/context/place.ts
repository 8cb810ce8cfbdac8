import type * as vscode from 'vscode';
import type { Lead, SourceName } from '../../completion/context/lead.ts';

/** Where the user is. */
export interface Place {
  document: vscode.TextDocument;
  position: vscode.Position;
}

/** One way to find what may help at a place. */
export interface Source {
  readonly name: SourceName;
  /** Whether it may find something later where it has found nothing: it asks somebody who may be starting. */
  readonly mayComeLater?: boolean;
  /** Leads to other files, best first; as many as it finds in little time. */
  leads(place: Place): readonly Lead[] | Promise<readonly Lead[]>;
  /** Hears that a file is not what it was, or not there any more. */
  changed?(uri: string): void;
  dispose?(): void;
}
