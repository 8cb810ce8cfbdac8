import * as vscode from 'vscode';

/** Stores the choice of a model: for the workspace, where one is open, since projects differ in what suits them. */
export async function switchModel(model: string): Promise<void> {
  const { Workspace, Global } = vscode.ConfigurationTarget;
  const { isTrusted, workspaceFolders, workspaceFile } = vscode.workspace;
  // Of a workspace that is not trusted, no setting of a model counts.
  const target = isTrusted && (workspaceFolders || workspaceFile) ? Workspace : Global;
  await vscode.workspace.getConfiguration('infill').update('model', model, target);
}
