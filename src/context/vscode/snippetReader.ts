import * as vscode from 'vscode';
import type { Background, Work } from '../../base/background.ts';
import { maskSecrets } from '../../secrets/secrets.ts';
import type { SourceFile } from '../index/sourceFile.ts';
import { hash } from '../../base/hash.ts';
import { maxFileCharacters, type Unfit, unfitFor } from '../../privacy/unsuitableFile.ts';
import type { SnippetExclusion, SnippetFiles } from '../../privacy/vscode/snippetFiles.ts';
import type { FileLanguages } from '../../language/vscode/fileLanguages.ts';

/** The file is no longer wanted. */
export class Unwanted extends Error {}

/** Reads files for snippets: none that is excluded, and without what looks like a secret. */
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
   * The current text, in an editor or on disk; or why the file may not become a snippet.
   * @param isNext resolves when the text may be read, with whether the file is still wanted
   * @throws Unwanted where it is not
   */
  async read(uri: vscode.Uri, isNext: Promise<boolean>): Promise<SourceFile | SnippetExclusion> {
    const exclusion = await this.#files.exclusionOf(uri);
    if (!(await isNext)) throw new Unwanted();
    if (exclusion !== null) return exclusion;
    const open = openDocument(uri);
    // Unsaved text may be larger than the file, and `getText` joins all lines.
    if (open && lengthOf(open) > maxFileCharacters) return 'large';
    const text = open ? open.getText() : await textOf(uri);
    if (text === null) return 'gone';
    const path = vscode.workspace.asRelativePath(uri);
    const prepared = await this.#background.run(prepare(path, text));
    if (typeof prepared === 'string') return prepared;
    const language = open?.languageId ?? this.#languages.of(uri);
    return { uri: uri.toString(), path, language, ...prepared };
  }
}

/** The text as it may be sent, or why it is of no use. */
function* prepare(path: string, text: string): Work<Unfit | Pick<SourceFile, 'text' | 'isMasked' | 'version'>> {
  const unfit = unfitFor(path, text);
  if (unfit !== null) return unfit;
  yield;
  const plain = text.replaceAll('\r\n', '\n');
  const masked = yield* maskSecrets(plain);
  yield;
  return { text: masked, isMasked: masked !== plain, version: hash(masked) };
}

/** The open document of a file. */
export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((one) => one.uri.toString() === key && !one.isClosed);
}

/** Characters; does not make the text. */
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
