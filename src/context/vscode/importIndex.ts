import { LRUCache } from 'lru-cache';
import * as vscode from 'vscode';
import type { ImportingFile } from '../sources/importers.ts';
import { importsOf } from '../sources/imports.ts';
import type { SourceFile } from '../index/sourceFile.ts';
import { workspaceFile } from './workspaceFile.ts';

/** A file that was read, and where it is. */
interface IndexedFile extends ImportingFile {
  /** Of the workspace's folder that the file is in. */
  folder: string;
}

/** The files that were read longest ago are forgotten beyond so many. */
const maxFiles = 2_000;

/** What the files import that were read as snippets. */
export class ImportIndex {
  readonly #files = new LRUCache<string, IndexedFile>({ max: maxFiles });

  /** The files of a workspace's folder; those that were read last come first. */
  in(folder: vscode.WorkspaceFolder): readonly ImportingFile[] {
    const key = folder.uri.toString();
    return [...this.#files.values()].filter((file) => file.folder === key);
  }

  put({ uri, language, text }: SourceFile): void {
    const place = workspaceFile(vscode.Uri.parse(uri, true));
    if (!place) return this.remove(uri);
    const { folder, path } = place;
    const specifiers = importsOf(text, language);
    this.#files.set(uri, { uri, folder: folder.uri.toString(), path, language, specifiers });
  }

  remove(uri: string): void {
    this.#files.delete(uri);
  }

  clear(): void {
    this.#files.clear();
  }
}
