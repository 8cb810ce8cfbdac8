import * as vscode from 'vscode';

/** A file in the workspace. */
export interface WorkspaceFile {
  folder: vscode.WorkspaceFolder;
  /** From the folder, with slashes. */
  path: string;
}

/** Null for a file outside the workspace. */
export function workspaceFile(uri: vscode.Uri): WorkspaceFile | null {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!folder) return null;
  return { folder, path: uri.path.slice(folder.uri.path.replace(/\/$/, '').length + 1) };
}
