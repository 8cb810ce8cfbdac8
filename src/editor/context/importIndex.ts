import * as vscode from 'vscode';
import { importsOf, type Specifier } from '../../completion/context/imports.ts';
import type { SourceFile } from '../../completion/context/sourceFile.ts';
import { workspaceFile } from './workspaceFile.ts';

/** What a file that was read imports. */
export interface ImportingFile {
  uri: string;
  /** Of the workspace's folder that the file is in. */
  folder: string;
  /** From that folder. */
  path: string;
  language: string;
  specifiers: readonly Specifier[];
}

/** The files that were read longest ago are forgotten beyond so many. */
const mostFiles = 2_000;

/** What the files import that were read as snippets. */
export class ImportIndex {
  readonly #files = new Map<string, ImportingFile>();

  /** The files that were read last come first. */
  get files(): readonly ImportingFile[] {
    return [...this.#files.values()].reverse();
  }

  put({ uri, language, text }: SourceFile): void {
    const place = workspaceFile(vscode.Uri.parse(uri, true));
    this.#files.delete(uri);
    if (!place) return;
    const { folder, path } = place;
    const specifiers = importsOf(text, language);
    this.#files.set(uri, { uri, folder: folder.uri.toString(), path, language, specifiers });
    if (this.#files.size > mostFiles) this.#files.delete(this.#files.keys().next().value!);
  }

  remove(uri: string): void {
    this.#files.delete(uri);
  }

  clear(): void {
    this.#files.clear();
  }
}
