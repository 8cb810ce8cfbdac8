import * as vscode from 'vscode';
import { isDocument } from '../base/vscode/documentSchemes.ts';

/**
 * A text for a document in the active tab that VS Code keeps from extensions; null if there is none. VS Code gives
 * extensions neither a document of more than 50 MB nor its editor (1.139.1).
 */
export function unreadable(): string | null {
  const { activeTextEditor, tabGroups } = vscode.window;
  const input = tabGroups.activeTabGroup.activeTab?.input;
  if (activeTextEditor || !(input instanceof vscode.TabInputText) || !isDocument(input)) return null;
  return vscode.l10n.t(
    'VS Code does not share this document with extensions: it is larger than 50 MB, or not a text file.',
  );
}
