import * as vscode from 'vscode';

/**
 * Whether one of VS Code's globs finds a file, open or not. Of a document, `match` looks at these two properties (1.100.3,
 * 1.139.1). Users write these globs for VS Code, so no other matcher reads them: picomatch 4.0.7 does not find `a(b).txt`
 * by that glob, nor `cb` by `[!a]b`.
 */
export function matchesGlob(uri: vscode.Uri, globs: readonly string[]): boolean {
  const document = { uri, languageId: '' } as vscode.TextDocument;
  const filters = globs.map((pattern) => ({ pattern }));
  return vscode.languages.match(filters, document) > 0;
}
