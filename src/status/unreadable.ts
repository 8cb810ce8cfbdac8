import * as vscode from 'vscode';
import { isDocument } from '../base/vscode/documentSchemes.ts';

/**
 * Why there is nothing to read in what the user looks at, in words; null where there is another reason. VS Code tells
 * extensions of no document with more than 50 MB of text, nor of the editor that shows it (1.139.1).
 */
export function unreadable(): string | null {
  const { activeTextEditor, tabGroups } = vscode.window;
  const input = tabGroups.activeTabGroup.activeTab?.input;
  if (activeTextEditor || !(input instanceof vscode.TabInputText) || !isDocument(input)) return null;
  return vscode.l10n.t('VS Code shows this document to no extension: it is larger than 50 MB, or is no text.');
}
