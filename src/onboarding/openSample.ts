import * as vscode from 'vscode';
import { sample } from './sample.ts';

/** Opens a new document with places to complete, the cursor at the first. It is untitled: nothing is left of it on disk. */
export async function openSample(): Promise<void> {
  const { text, offset } = sample(vscode.l10n.t);
  const document = await vscode.workspace.openTextDocument({ language: 'python', content: text });
  const place = document.positionAt(offset);
  // The walkthrough, which is no text, stays in view.
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  const isBeside = activeTab !== undefined && !vscode.window.activeTextEditor;
  const viewColumn = isBeside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
  await vscode.window.showTextDocument(document, { viewColumn, selection: new vscode.Range(place, place) });
}
