import { LRUCache } from 'lru-cache';
import * as vscode from 'vscode';
import type { ImportingFile } from '../sources/importers.ts';
import { importsOf } from '../sources/imports.ts';
import type { SourceFile } from '../index/sourceFile.ts';
import { workspaceFile } from './workspaceFile.ts';

interface IndexedFile extends ImportingFile {
  /** The URI of its workspace folder. */
  folder: string;
}

/** A choice. Beyond it, the files that were read longest ago are dropped. */
const maxFiles = 2_000;

/** The imports of indexed files. */
export class ImportIndex {
  readonly #files = new LRUCache<string, IndexedFile>({ max: maxFiles });

  /** The files of a workspace folder, last read first. */
  in(folder: vscode.WorkspaceFolder): readonly ImportingFile[] {
    const key = folder.uri.toString();
    return [...this.#files.values()].filter((file) => file.folder === key);
  }

  put({ uri, language, text }: SourceFile): void {
    const file = workspaceFile(vscode.Uri.parse(uri, true));
    if (!file) return this.remove(uri);
    const { folder, path } = file;
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
