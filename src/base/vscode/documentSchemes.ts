import * as vscode from 'vscode';

/** Schemes of documents that hold code. */
export const documentSchemes = ['file', 'untitled', 'vscode-notebook-cell', 'vscode-remote', 'vscode-vfs'];

/** Schemes of VS Code's inputs, outputs and settings, which are documents, too. Their text is never sent. */
const neverDocuments =
  /^(vscode-(?!notebook-cell$|remote$|vfs$|test-web$).*|vscode|output|comment|chat.*|debug|git|walkThrough.*|search-editor)$/;

/** Whether a document may hold the user's code. */
export function isDocument({ uri: { scheme } }: Pick<vscode.TextDocument, 'uri'>): boolean {
  if (documentSchemes.includes(scheme)) return true;
  return !neverDocuments.test(scheme) && vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}
