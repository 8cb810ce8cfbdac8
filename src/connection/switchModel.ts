import * as vscode from 'vscode';

/** Command that switches to another model; its argument is the model's id. */
export const switchModelCommand = 'infill.switchModel';

/** Stores the choice of a model: in the workspace if one is open, since projects differ. */
export async function switchModel(model: string): Promise<void> {
  const { Workspace, Global } = vscode.ConfigurationTarget;
  const { isTrusted, workspaceFolders, workspaceFile } = vscode.workspace;
  // VS Code ignores the model of an untrusted workspace (`restrictedConfigurations`).
  const target = isTrusted && (workspaceFolders || workspaceFile) ? Workspace : Global;
  await vscode.workspace.getConfiguration('infill').update('model', model, target);
}
