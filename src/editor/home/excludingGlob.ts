import * as vscode from 'vscode';

/**
 * The first of the globs that holds for a file, whether or not it is open; null for none. Upper and lower case are the
 * same: some file systems take them so, and nobody hides secrets in `.ENV` alone.
 */
export function excludingGlob(uri: vscode.Uri, globs: readonly string[]): string | null {
  // Of a document, VS Code's `match` looks at these two (1.100.3, 1.139.1).
  const file = { uri: uri.with({ path: uri.path.toLowerCase() }), languageId: '' } as vscode.TextDocument;
  if (vscode.languages.match(globs.flatMap(filesOf), file) === 0) return null;
  return globs.find((glob) => vscode.languages.match(filesOf(glob), file) > 0) ?? null;
}

/**
 * VS Code holds a glob against the whole path: `secrets/*.ts` is meant for a folder of that name, wherever it is. Who
 * excludes a folder means what is in it.
 */
function filesOf(glob: string): vscode.DocumentFilter[] {
  const whole = /^(\/|\*\*|[a-z]:)/i.test(glob) ? glob : `**/${glob}`;
  const pattern = whole.replace(/\/$/, '').toLowerCase();
  return [{ pattern }, { pattern: `${pattern}/**` }];
}
