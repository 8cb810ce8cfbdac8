import * as vscode from 'vscode';
import type { SourceFile } from '../../completion/context/sourceFile.ts';
import type { Background, Work } from '../../completion/context/background.ts';
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

/** Of so many files it is known whether they may be snippets; of the others it is looked up again. */
const mostKnown = 2_000;

interface Known {
  /** The open document's version; null for a file on disk, whose changes are watched. */
  version: number | null;
  until: number;
  refusal: Refusal | null;
}

interface Reading {
  key: string;
  isForgotten: boolean;
}

/**
 * Keeps the library true: reads what is wanted, and forgets what has changed on disk, has another name, or may be no
 * snippet any more. Rules that change empty it at once.
 */
export class LibraryKeeper {
  readonly #parts: KeeperParts;
  readonly #known = new Map<string, Known>();
  /** Files that are being read: those that are forgotten meanwhile may be others by now. */
  readonly #readings = new Set<Reading>();
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
    const known = this.#known.get(key);
    const isThere = known?.refusal != null || library.has(key);
    if (known && isThere && known.version === version && known.until > clock.now()) return false;
    const reading = { key, isForgotten: false };
    this.#readings.add(reading);
    const file = await reader.read(uri);
    const refusal = typeof file === 'string' ? file : null;
    if (typeof file === 'string') this.#remove(key);
    else if (!reading.isForgotten && !library.has(key, file.version)) await background.run(this.#put(file));
    this.#readings.delete(reading);
    if (reading.isForgotten) this.#remove(key);
    else this.#know(key, { version, until: clock.now() + validMs, refusal });
    return true;
  }

  /** Forgets all files. */
  clear(): void {
    for (const reading of this.#readings) reading.isForgotten = true;
    this.#known.clear();
    this.#parts.library.clear();
    this.#parts.shelf.clear();
    this.#parts.imports.clear();
    this.#changed.fire(null);
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#parts.library.clear();
  }

  #know(key: string, known: Known): void {
    this.#known.delete(key);
    this.#known.set(key, known);
    if (this.#known.size > mostKnown) this.#known.delete(this.#known.keys().next().value!);
  }

  *#put(file: SourceFile): Work<void> {
    yield* this.#parts.library.put(file);
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
    for (const reading of this.#readings) reading.isForgotten ||= reading.key === key;
    if (this.#known.delete(key)) this.#changed.fire(key);
  }

  #forget(uri: vscode.Uri): void {
    const key = uri.toString();
    // A folder that goes takes its files along, without a word about each.
    const folder = `${key}/`;
    const isGone = (one: string) => one === key || one.startsWith(folder);
    for (const reading of this.#readings) reading.isForgotten ||= isGone(reading.key);
    for (const one of [key, ...[...this.#known.keys()].filter(isGone)]) {
      this.#remove(one);
      if (this.#known.delete(one)) this.#changed.fire(one);
    }
  }
}
