import * as vscode from 'vscode';
import { sample } from './sample.ts';

/** Opens the sample as an untitled document, with the cursor at the first position to complete. */
export async function openSample(): Promise<void> {
  const { text, offset } = sample(vscode.l10n.t);
  const document = await vscode.workspace.openTextDocument({ language: 'python', content: text });
  const position = document.positionAt(offset);
  // The walkthrough stays in view. It has no text editor.
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  const isBeside = activeTab !== undefined && !vscode.window.activeTextEditor;
  const viewColumn = isBeside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
  await vscode.window.showTextDocument(document, { viewColumn, selection: new vscode.Range(position, position) });
}
