import * as vscode from 'vscode';
import type { SourceFile } from '../index/sourceFile.ts';
import type { Background, Work } from '../../base/background.ts';
import { KnownFiles } from '../index/knownFiles.ts';
import type { DeclarationIndex } from '../index/declarationIndex.ts';
import type { SnippetCache } from '../selection/snippetCache.ts';
import type { Clock } from '../../base/clock.ts';
import type { GitIgnored } from '../../privacy/vscode/gitIgnored.ts';
import type { WorkspaceFiles } from '../../base/vscode/workspaceFiles.ts';
import type { Exclusions } from '../../privacy/vscode/exclusions.ts';
import type { SnippetExclusion } from '../../privacy/vscode/snippetFiles.ts';
import type { ImportIndex } from './importIndex.ts';
import { openDocument, type SnippetReader, Unwanted } from './snippetReader.ts';

/** What a keeper works with. */
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

/** What git ignores by rules that nobody watches is asked again after so many milliseconds. */
const validMs = 300_000;

/** More files are taken out in the background. */
const maxAtOnce = 20;

interface Known {
  /** See {@link versionOf}. */
  version: number | null;
  until: number;
  refusal: SnippetExclusion | null;
}

/** Some bytes each; as many files as the library holds, mostly. */
const maxKnown = 4_000;

/**
 * Keeps the library true: reads what is wanted, and forgets what has changed on disk, has another name, or may be no
 * snippet any more. Rules that change empty it at once.
 */
export class Indexer {
  readonly #parts: IndexerParts;
  readonly #files = new KnownFiles<Known>(maxKnown, (uri) => this.#remove(uri));
  readonly #changed = new vscode.EventEmitter<string | null>();
  /** Fires with a file that the library had, or was about to have, and that has changed or gone; with null when all may have. */
  readonly onDidForget = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;

  constructor(parts: IndexerParts) {
    this.#parts = parts;
    const { workspace } = vscode;
    const forget = (uri: vscode.Uri) => this.#forget(uri);
    const clear = () => this.clear();
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      parts.files.onDidCreate(forget),
      parts.files.onDidDelete(forget),
      parts.files.onDidChange((uri) => this.#renew(uri)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#renew(uri)),
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
   * Has files in the library, as they are now, those that may be snippets.
   * @param isWanted whether they still are, asked before each is read
   * @returns how many were read for that
   */
  async ensureIndexed(uris: readonly vscode.Uri[], isWanted: () => boolean): Promise<number> {
    // They are read one by one, but looked at together: git is asked about all of them at once.
    let before = Promise.resolve(0);
    for (const uri of uris) {
      if (!this.#has(uri)) before = this.#read(uri, before, isWanted);
    }
    return before;
  }

  /** Whether the file is in the library as it is now, or known to be no snippet. */
  #has(uri: vscode.Uri): boolean {
    const { declarationIndex, clock } = this.#parts;
    const key = uri.toString();
    const known = this.#files.get(key);
    if (!known || known.version !== versionOf(uri) || known.until <= clock.now()) return false;
    return known.refusal !== null || declarationIndex.has(key);
  }

  /**
   * @param before how many were read before it, once they are
   * @returns how many are read with it
   */
  async #read(uri: vscode.Uri, before: Promise<number>, isWanted: () => boolean): Promise<number> {
    const { declarationIndex, reader, background, clock } = this.#parts;
    const key = uri.toString();
    const version = versionOf(uri);
    const isNext = before.then(isWanted);
    const kept = this.#files.read(key, async (reading) => {
      const file = await reader.read(uri, isNext);
      const refusal = typeof file === 'string' ? file : null;
      if (typeof file === 'string') this.#remove(key);
      else if (!reading.isForgotten && !declarationIndex.has(key, file.version)) await background.run(this.#put(file));
      return { version, until: clock.now() + validMs, refusal };
    });
    try {
      if (await kept) return (await before) + 1;
      this.#remove(key);
      // It has changed meanwhile, or gone: whoever wants it asks again.
      this.#changed.fire(key);
    } catch (error) {
      if (error instanceof Unwanted) return before;
      // Of what cannot be read, nothing is sent.
      this.#remove(key);
    }
    return (await before) + 1;
  }

  /** Forgets all files. */
  clear(): void {
    const { declarationIndex, snippetCache, imports, gitIgnored, background } = this.#parts;
    gitIgnored.forgetAnswers();
    this.#files.clear();
    snippetCache.clear();
    imports.clear();
    // What is chosen next waits for it.
    void background.run(declarationIndex.removeAll());
    this.#changed.fire(null);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  *#put(file: SourceFile): Work<void> {
    yield* this.#parts.declarationIndex.put(file);
    yield;
    this.#parts.imports.put(file);
  }

  /** Nothing of it is sent any more, from now on. */
  #remove(key: string): void {
    this.#parts.declarationIndex.remove(key);
    this.#parts.snippetCache.forget(key);
    this.#parts.imports.remove(key);
  }

  /** What was read of it may be sent all the same; it is read again when it is wanted. */
  #renew(uri: vscode.Uri): void {
    const key = uri.toString();
    for (const one of this.#files.forget(key)) this.#changed.fire(one);
  }

  /** A folder that goes takes its files along, without a word about each. */
  #forget(uri: vscode.Uri): void {
    const key = uri.toString();
    this.#parts.gitIgnored.forgetAnswers();
    const gone = this.#files.forget(key);
    if (gone.length > maxAtOnce) return this.#removeAll(gone);
    for (const one of new Set([key, ...gone])) this.#remove(one);
    for (const one of gone) this.#changed.fire(one);
  }

  /** What is chosen next waits until they are gone. */
  #removeAll(uris: readonly string[]): void {
    const { declarationIndex, snippetCache, imports, background } = this.#parts;
    snippetCache.clear();
    for (const uri of uris) imports.remove(uri);
    void background.run(declarationIndex.removeAll(uris));
    this.#changed.fire(null);
  }
}

/** The open document's version; null for a file on disk, whose changes are watched. */
function versionOf(uri: vscode.Uri): number | null {
  return openDocument(uri)?.version ?? null;
}
