import * as vscode from 'vscode';
import type { Background, Work } from '../../base/background.ts';
import { maskSecrets } from '../secrets/secrets.ts';
import type { SourceFile } from '../index/sourceFile.ts';
import { hash } from '../../base/hash.ts';
import { maxFileCharacters, type Unfit, unfitFor } from '../../privacy/unfit.ts';
import type { SnippetExclusion, SnippetFiles } from '../../privacy/vscode/snippetFiles.ts';
import type { FileLanguages } from '../../language/vscode/fileLanguages.ts';

/** Nobody wants the file any more that was to be read. */
export class Unwanted extends Error {}

/** Reads files for snippets: none that has to stay at home, and without what looks like a secret. */
export class SnippetReader {
  readonly #files: SnippetFiles;
  readonly #languages: FileLanguages;
  readonly #background: Background;

  constructor(files: SnippetFiles, languages: FileLanguages, background: Background) {
    this.#files = files;
    this.#languages = languages;
    this.#background = background;
  }

  /**
   * The file as it is now, in an editor or on disk; or why it is no snippet.
   * @param isNext resolves when its text may be read, with whether that is still wanted
   * @throws Unwanted where it is not
   */
  async read(uri: vscode.Uri, isNext: Promise<boolean>): Promise<SourceFile | SnippetExclusion> {
    const refusal = await this.#files.exclusionOf(uri);
    if (!(await isNext)) throw new Unwanted();
    if (refusal !== null) return refusal;
    const open = openDocument(uri);
    // What is unsaved may be larger than the file; VS Code joins the lines of a document anew for its text.
    if (open && lengthOf(open) > maxFileCharacters) return 'large';
    const text = open ? open.getText() : await textOf(uri);
    if (text === null) return 'gone';
    const path = vscode.workspace.asRelativePath(uri);
    const fit = await this.#background.run(fitted(path, text));
    if (typeof fit === 'string') return fit;
    const language = open?.languageId ?? this.#languages.of(uri);
    return { uri: uri.toString(), path, language, ...fit };
  }
}

/** The text as the model may see it, or why not. */
function* fitted(path: string, text: string): Work<Unfit | { text: string; version: string }> {
  const unfit = unfitFor(path, text);
  if (unfit !== null) return unfit;
  yield;
  const masked = yield* maskSecrets(text.replaceAll('\r\n', '\n'));
  yield;
  return { text: masked, version: hash(masked) };
}

/** The document of a file that VS Code holds open. */
export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((one) => one.uri.toString() === key && !one.isClosed);
}

/** In characters, without its text. */
function lengthOf(document: vscode.TextDocument): number {
  return document.offsetAt(new vscode.Position(document.lineCount, 0));
}

async function textOf(uri: vscode.Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}
