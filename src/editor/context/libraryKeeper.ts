import * as vscode from 'vscode';
import type { SourceFile } from '../../completion/context/sourceFile.ts';
import type { Background, Work } from '../../completion/context/background.ts';
import { KnownFiles } from '../../completion/context/knownFiles.ts';
import type { Library } from '../../completion/context/library.ts';
import type { Shelf } from '../../completion/context/shelf.ts';
import type { Clock } from '../../mistral/clock.ts';
import type { GitIgnored } from '../home/gitIgnored.ts';
import type { NeverSent } from '../home/neverSent.ts';
import type { Refusal } from '../home/snippetFiles.ts';
import type { ImportIndex } from './importIndex.ts';
import { openDocument, type SnippetReader } from './snippetReader.ts';

/** What a keeper works with. */
export interface KeeperParts {
  library: Library;
  shelf: Shelf;
  imports: ImportIndex;
  background: Background;
  reader: Pick<SnippetReader, 'read'>;
  neverSent: NeverSent;
  gitIgnored: GitIgnored;
  clock: Clock;
}

/** What git ignores by rules that nobody watches is asked again after so many milliseconds. */
const validMs = 300_000;

/** More files are taken out in the background. */
const mostAtOnce = 20;

interface Known {
  /** The open document's version; null for a file on disk, whose changes are watched. */
  version: number | null;
  until: number;
  refusal: Refusal | null;
}

/** Some bytes each; as many files as the library holds, mostly. */
const mostKnown = 4_000;

/**
 * Keeps the library true: reads what is wanted, and forgets what has changed on disk, has another name, or may be no
 * snippet any more. Rules that change empty it at once.
 */
export class LibraryKeeper {
  readonly #parts: KeeperParts;
  readonly #files = new KnownFiles<Known>(mostKnown, (uri) => this.#remove(uri));
  readonly #changed = new vscode.EventEmitter<string | null>();
  /** Fires with a file that the library had and that has changed or gone, and with null when all may have. */
  readonly onDidForget = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
    const { workspace } = vscode;
    const watcher = workspace.createFileSystemWatcher('**/*');
    const forget = (uri: vscode.Uri) => this.#forget(uri);
    const clear = () => this.clear();
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      watcher,
      watcher.onDidCreate(forget),
      watcher.onDidDelete(forget),
      watcher.onDidChange((uri) => this.#renew(uri)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#renew(uri)),
      workspace.onDidRenameFiles(clear),
      workspace.onDidChangeWorkspaceFolders(clear),
      workspace.onDidGrantWorkspaceTrust(clear),
      parts.gitIgnored.onDidChange(clear),
      parts.neverSent.onDidChange((uri) => {
        if (uri === null) clear();
        else if (parts.neverSent.of(uri)) forget(uri);
      }),
    );
  }

  /** Has the file in the library, as it is now, if it may be a snippet. @returns whether it was read for that */
  async want(uri: vscode.Uri): Promise<boolean> {
    const { library, reader, background, clock } = this.#parts;
    const key = uri.toString();
    const version = openDocument(uri)?.version ?? null;
    const known = this.#files.get(key);
    const isThere = known?.refusal != null || library.has(key);
    if (known && isThere && known.version === version && known.until > clock.now()) return false;
    const kept = this.#files.read(key, async (reading) => {
      const file = await reader.read(uri);
      const refusal = typeof file === 'string' ? file : null;
      if (typeof file === 'string') this.#remove(key);
      else if (!reading.isForgotten && !library.has(key, file.version)) await background.run(this.#put(file));
      return { version, until: clock.now() + validMs, refusal };
    });
    // Of what cannot be read, nothing is sent.
    if (!(await kept.catch(() => false))) this.#remove(key);
    return true;
  }

  /** Forgets all files. */
  clear(): void {
    const { library, shelf, imports, background } = this.#parts;
    this.#files.clear();
    shelf.clear();
    imports.clear();
    // What is chosen next waits for it.
    void background.run(library.removeAll());
    this.#changed.fire(null);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  *#put(file: SourceFile): Work<void> {
    yield* this.#parts.library.put(file);
    yield;
    this.#parts.imports.put(file);
  }

  /** Nothing of it is sent any more, from now on. */
  #remove(key: string): void {
    this.#parts.library.remove(key);
    this.#parts.shelf.forget(key);
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
    const gone = this.#files.forget(key);
    if (gone.length > mostAtOnce) return this.#removeAll(gone);
    for (const one of new Set([key, ...gone])) this.#remove(one);
    for (const one of gone) this.#changed.fire(one);
  }

  /** What is chosen next waits until they are gone. */
  #removeAll(uris: readonly string[]): void {
    const { library, shelf, imports, background } = this.#parts;
    shelf.clear();
    for (const uri of uris) imports.remove(uri);
    void background.run(library.removeAll(uris));
    this.#changed.fire(null);
  }
}
