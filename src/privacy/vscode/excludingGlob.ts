import * as vscode from 'vscode';
import { isSource } from '../../language/vscode/languageOf.ts';
import { isHidden, plainGlob } from '../excludeSetting.ts';

/**
 * The first of the globs that holds for a file, whether or not it is open; null for none. Upper and lower case are the
 * same: some file systems take them so, and nobody hides secrets in `.ENV` alone.
 * @param sparesSource whether those that are not hidden leave out source code in folders of that name
 */
export function excludingGlob(uri: vscode.Uri, globs: readonly string[], sparesSource = false): string | null {
  const path = uri.path.toLowerCase();
  const plain = path.replace(backup, '');
  const spares = sparesSource && isSource(plain);
  const patternsOf = (glob: string) => patterns(glob, !spares || isHidden(glob));
  for (const name of new Set([path, plain])) {
    // Of a document, VS Code's `match` looks at these two (1.100.3, 1.139.1).
    const file = { uri: uri.with({ path: name }), languageId: '' } as vscode.TextDocument;
    if (vscode.languages.match(globs.flatMap(patternsOf), file) === 0) continue;
    return globs.find((glob) => vscode.languages.match(patternsOf(glob), file) > 0) ?? null;
  }
  return null;
}

/** What programs and people put behind the names of copies: they hold what the file holds. */
const backup = /(~|\.(bak|backup|old|orig|save|swp|tmp|\d+))+(?=\/|$)/g;

/**
 * VS Code holds a glob against the whole path: `secrets/*.ts` is meant for a folder of that name, wherever it is. Who
 * excludes a folder means what is in it.
 */
function patterns(glob: string, ofFolders: boolean): vscode.DocumentFilter[] {
  const plain = plainGlob(glob);
  const whole = /^(\/|\*\*|[a-z]:)/i.test(plain) ? plain : `**/${plain}`;
  const pattern = whole.replace(/\/$/, '').toLowerCase();
  if (!ofFolders) return pattern.endsWith('/**') ? [] : [{ pattern }];
  return [{ pattern }, { pattern: `${pattern}/**` }];
}
