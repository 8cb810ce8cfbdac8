import * as vscode from 'vscode';
import type { SourceFile } from '../index/sourceFile.ts';
import type { Background, Work } from '../../base/background.ts';
import { KnownFiles } from '../index/knownFiles.ts';
import type { DeclarationIndex } from '../index/declarationIndex.ts';
import type { SnippetCache } from '../selection/snippetCache.ts';
import type { Clock } from '../../base/clock.ts';
import type { WorkspaceFiles } from '../../base/vscode/workspaceFiles.ts';
import type { GitIgnored } from '../../privacy/vscode/gitIgnored.ts';
import type { Exclusions } from '../../privacy/vscode/exclusions.ts';
import type { SnippetExclusion } from '../../privacy/vscode/snippetFiles.ts';
import type { ImportIndex } from './importIndex.ts';
import { openDocument, type SnippetReader, Unwanted } from './snippetReader.ts';

export interface IndexerParts {
  declarationIndex: DeclarationIndex;
  snippetCache: SnippetCache;
  imports: ImportIndex;
  background: Background;
  reader: SnippetReader;
  exclusions: Exclusions;
  gitIgnored: GitIgnored;
  files: WorkspaceFiles;
  clock: Clock;
}

/** Milliseconds. A choice: git may ignore a file by rules that nothing watches, such as the user's global ones. */
const validMs = 300_000;
/** A choice: some bytes each, and more files than the declaration index usually has room for. */
const maxKnown = 4_000;

interface Known {
  /** See {@link versionOf}. */
  version: number | null;
  until: number;
  exclusion: SnippetExclusion | null;
}

/**
 * Reads files into the index when they are wanted, and removes those that have changed on disk, are gone, or may no
 * longer be snippets. A change of rules empties the index.
 */
export class Indexer {
  readonly #parts: IndexerParts;
  readonly #known = new KnownFiles<Known>(maxKnown, (uri) => this.#remove([uri]));
  readonly #forgotten = new vscode.EventEmitter<string | null>();
  /** Fires with an indexed file that has changed or is gone; with null for all of them. */
  readonly onDidForget = this.#forgotten.event;
  readonly #subscriptions: vscode.Disposable;

  constructor(parts: IndexerParts) {
    this.#parts = parts;
    const { workspace } = vscode;
    const forget = (uri: vscode.Uri) => this.#forget(uri);
    const clear = () => this.clear();
    this.#subscriptions = vscode.Disposable.from(
      this.#forgotten,
      parts.files.onDidCreate(forget),
      parts.files.onDidDelete(forget),
      parts.files.onDidChange((uri) => this.#expire(uri)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#expire(uri)),
      workspace.onDidRenameFiles(clear),
      workspace.onDidChangeWorkspaceFolders(clear),
      workspace.onDidGrantWorkspaceTrust(clear),
      parts.gitIgnored.onDidChange(clear),
      parts.exclusions.onDidChange((uri) => {
        if (uri === null) clear();
        else if (parts.exclusions.known(uri)) forget(uri);
      }),
    );
  }

  /**
   * Indexes the current text of files that may be snippets.
   * @param isWanted is called before each file is read; false ends the work
   * @returns how many files were read
   */
  async ensureIndexed(uris: readonly vscode.Uri[], isWanted: () => boolean): Promise<number> {
    // Files are read one by one, but all are checked at once, so that git answers for all of them in one call.
    let before = Promise.resolve(0);
    for (const uri of uris) {
      if (!this.#isCurrent(uri)) before = this.#read(uri, before, isWanted);
    }
    return before;
  }

  /** Whether the index has the file's current text, or the file is known to be no snippet. */
  #isCurrent(uri: vscode.Uri): boolean {
    const { declarationIndex, clock } = this.#parts;
    const key = uri.toString();
    const known = this.#known.get(key);
    if (!known || known.version !== versionOf(uri) || known.until <= clock.now()) return false;
    return known.exclusion !== null || declarationIndex.has(key);
  }

  /**
   * @param before resolves with the number of files read before this one
   * @returns that number, with this file included
   */
  async #read(uri: vscode.Uri, before: Promise<number>, isWanted: () => boolean): Promise<number> {
    const { reader, background, clock } = this.#parts;
    const key = uri.toString();
    const version = versionOf(uri);
    const isNext = before.then(isWanted);
    const read = this.#known.read(key, async (reading) => {
      const file = await reader.read(uri, isNext);
      const exclusion = typeof file === 'string' ? file : null;
      if (typeof file === 'string') this.#remove([key]);
      else if (!reading.isForgotten) await background.run(this.#put(file));
      return { version, until: clock.now() + validMs, exclusion };
    });
    try {
      if (await read) return (await before) + 1;
      // The file has changed or gone while it was read.
      this.#remove([key]);
      this.#forgotten.fire(key);
    } catch (error) {
      if (error instanceof Unwanted) return before;
      // The file cannot be read: nothing of it may be sent.
      this.#remove([key]);
    }
    return (await before) + 1;
  }

  /** Removes all files. */
  clear(): void {
    const { declarationIndex, snippetCache, imports, gitIgnored, background } = this.#parts;
    gitIgnored.forgetAnswers();
    this.#known.clear();
    snippetCache.clear();
    imports.clear();
    void background.run(declarationIndex.removeAll());
    this.#forgotten.fire(null);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  *#put(file: SourceFile): Work<void> {
    if (this.#parts.declarationIndex.has(file.uri, file.version)) return;
    yield* this.#parts.declarationIndex.put(file);
    this.#parts.imports.put(file);
  }

  /**
   * Nothing of these files is sent from now on. The index follows in the background, where it takes its turn before
   * snippets are chosen again.
   */
  #remove(keys: readonly string[]): void {
    const { declarationIndex, snippetCache, imports, background } = this.#parts;
    snippetCache.forget(keys);
    for (const key of keys) imports.remove(key);
    void background.run(declarationIndex.removeAll(keys));
  }

  /** The file's text has changed, but the file may still be sent: it is read again when it is wanted. */
  #expire(uri: vscode.Uri): void {
    for (const key of this.#known.forget(uri.toString())) this.#forgotten.fire(key);
  }

  /** A file is gone, or a folder with all its files: VS Code reports the folder alone. */
  #forget(uri: vscode.Uri): void {
    this.#parts.gitIgnored.forgetAnswers();
    const key = uri.toString();
    const gone = this.#known.forget(key);
    if (gone.length > 0 || this.#parts.declarationIndex.has(key)) this.#remove([key, ...gone]);
    for (const one of gone) this.#forgotten.fire(one);
  }
}

/** The version of the open document; null for a file on disk, whose changes are watched. */
function versionOf(uri: vscode.Uri): number | null {
  return openDocument(uri)?.version ?? null;
}
