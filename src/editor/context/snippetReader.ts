import * as vscode from 'vscode';
import type { Background, Work } from '../../completion/context/background.ts';
import { maskKeyBlocks, maskLines } from '../../completion/context/secrets.ts';
import type { SourceFile } from '../../completion/context/sourceFile.ts';
import { hash } from '../../completion/hash.ts';
import { largestFile, type Unfit, unfitFor } from '../../completion/context/unfit.ts';
import type { Refusal, SnippetFiles } from '../home/snippetFiles.ts';
import { languageOf } from './languageOf.ts';

/** So many characters are masked at a time: a millisecond's work. */
const pieceCharacters = 10_000;

/** Reads files for snippets: none that has to stay at home, and without what looks like a secret. */
export class SnippetReader {
  readonly #files: SnippetFiles;
  readonly #background: Background;

  constructor(files: SnippetFiles, background: Background) {
    this.#files = files;
    this.#background = background;
  }

  /** The file as it is now, in an editor or on disk; or why it is no snippet. */
  async read(uri: vscode.Uri): Promise<SourceFile | Refusal> {
    const refusal = await this.#files.refusalOf(uri);
    if (refusal !== null) return refusal;
    const open = openDocument(uri);
    // What is unsaved may be larger than the file; VS Code joins the lines of a document anew for its text.
    if (open && lengthOf(open) > largestFile) return 'large';
    const text = open ? open.getText() : await textOf(uri);
    if (text === null) return 'gone';
    const path = vscode.workspace.asRelativePath(uri);
    const fit = await this.#background.run(fitted(path, text));
    if (typeof fit === 'string') return fit;
    const language = open?.languageId ?? languageOf(path);
    return { uri: uri.toString(), path, language, text: fit.text, version: hash(fit.text) };
  }
}

/** The text as the model may see it, or why not. */
function* fitted(path: string, text: string): Work<Unfit | { text: string }> {
  const unfit = unfitFor(path, text);
  if (unfit !== null) return unfit;
  yield;
  const lf = maskKeyBlocks(text.replaceAll('\r\n', '\n'));
  const masked: string[] = [];
  for (const piece of pieces(lf)) {
    yield;
    masked.push(maskLines(piece));
  }
  return { text: masked.join('\n') };
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

/** Whole lines, so many that their masking is short. */
function* pieces(text: string): Generator<string> {
  let from = 0;
  while (text.length - from > pieceCharacters) {
    const end = text.lastIndexOf('\n', from + pieceCharacters);
    const to = end > from ? end : text.indexOf('\n', from + pieceCharacters);
    if (to < 0) break;
    yield text.slice(from, to);
    from = to + 1;
  }
  yield text.slice(from);
}
