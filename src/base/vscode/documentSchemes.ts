import * as vscode from 'vscode';

/** Schemes of documents that people write code in. */
export const documentSchemes = ['file', 'untitled', 'vscode-notebook-cell', 'vscode-remote', 'vscode-vfs'];

/** Inputs and read-outs that VS Code keeps as documents, and its own settings: nobody wants their text sent anywhere. */
const neverDocuments =
  /^(vscode-(?!notebook-cell$|remote$|vfs$|test-web$).*|vscode|output|comment|chat.*|debug|git|walkThrough.*|search-editor)$/;

/** Whether a document is one that people write code in. */
export function isDocument({ uri: { scheme } }: Pick<vscode.TextDocument, 'uri'>): boolean {
  if (documentSchemes.includes(scheme)) return true;
  return !neverDocuments.test(scheme) && vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}
