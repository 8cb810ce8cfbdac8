import * as vscode from 'vscode';

/** Stores the choice of a model: for the workspace, where one is open, since projects differ in what suits them. */
export async function switchModel(model: string): Promise<void> {
  const { Workspace, Global } = vscode.ConfigurationTarget;
  const target = vscode.workspace.workspaceFolders || vscode.workspace.workspaceFile ? Workspace : Global;
  await vscode.workspace.getConfiguration('infill').update('model', model, target);
}
