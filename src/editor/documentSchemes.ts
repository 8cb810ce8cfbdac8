import * as vscode from 'vscode';

/** Schemes of documents that people write code in. */
const documents = ['file', 'untitled', 'vscode-notebook-cell', 'vscode-remote', 'vscode-vfs'];

/** Inputs and read-outs that VS Code keeps as documents, and its own settings: nobody wants their text sent anywhere. */
const neverDocuments =
  /^(vscode-(?!notebook-cell$|remote$|vfs$|test-web$).*|vscode|output|comment|chat.*|debug|git|walkThrough.*|search-editor)$/;

/** Whether a document is one that people write code in. */
export function isDocument({ uri: { scheme } }: Pick<vscode.TextDocument, 'uri'>): boolean {
  if (documents.includes(scheme)) return true;
  return !neverDocuments.test(scheme) && vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}

/**
 * Registers an inline completion provider for documents only: the known schemes at once, the others when a document of
 * theirs opens. On a remote machine VS Code takes `file` for `vscode-remote`, too, and would ask twice (1.139.1): there,
 * no document opens under that name.
 */
export function registerForDocuments(provider: vscode.InlineCompletionItemProvider): vscode.Disposable {
  const registrations = new Map<string, vscode.Disposable>();
  const register = (scheme: string) => {
    if (!registrations.has(scheme)) {
      registrations.set(scheme, vscode.languages.registerInlineCompletionItemProvider({ scheme }, provider));
    }
  };
  const registerFor = (document: vscode.TextDocument) => {
    if (isDocument(document)) register(document.uri.scheme);
  };
  documents.filter((scheme) => scheme !== 'vscode-remote').forEach(register);
  vscode.workspace.textDocuments.forEach(registerFor);
  const listener = vscode.workspace.onDidOpenTextDocument(registerFor);
  return vscode.Disposable.from(
    listener,
    new vscode.Disposable(() => registrations.forEach((registration) => void registration.dispose())),
  );
}
