import * as vscode from 'vscode';
import { isDocument } from '../../base/vscode/documentSchemes.ts';
import type { WorkspaceFiles } from '../../base/vscode/workspaceFiles.ts';
import type { ExcludeGlobs } from '../excludeSetting.ts';
import { excludingGlob } from './excludingGlob.ts';
import { fileNames } from './fileNames.ts';
import { IgnoreFiles } from './ignoreFiles.ts';
import { inFolder, type WorkspacePlaces } from './workspacePlaces.ts';

/** Why nothing of a file is ever sent: a glob of `infill.exclude`, an `.infillignore`, a link to nobody knows where. */
export type Exclusion = { scope: 'excluded'; glob: string } | { scope: 'ignored' } | { scope: 'link' };

const ignoreFile = '.infillignore';
const isIgnoreFile = ({ path }: vscode.Uri) => path.toLowerCase().endsWith(`/${ignoreFile}`);

/** What is known of an open document. */
interface Look {
  uri: vscode.Uri;
  /** The addresses of all its names. */
  names: readonly string[];
  /** Undefined as long as it is not known. */
  exclusion: Exclusion | null | undefined;
  found: Promise<Exclusion | null>;
  hasBegun: boolean;
}

/**
 * Knows of which files nothing is sent, under whatever name or link they are open. Links and rules are looked up off the
 * keystroke's way, and kept for open documents; until that is done, nothing of the document goes anywhere.
 */
export class Exclusions {
  readonly #globs: () => ExcludeGlobs;
  readonly #places: WorkspacePlaces;
  readonly #ignored = new IgnoreFiles(ignoreFile);
  readonly #changed = new vscode.EventEmitter<vscode.Uri | null>();
  /** Fires with a document once it is known of it, and with null when anything else may be excluded than before. */
  readonly onDidChange = this.#changed.event;
  /** Of open documents, by their address. */
  readonly #looks = new Map<string, Look>();
  readonly #subscriptions: vscode.Disposable;
  /** Open documents that nobody has asked for yet. */
  readonly #unseen = new Set<vscode.TextDocument>();
  #isLooking = false;

  /** @param globs those of `infill.exclude` that hold now */
  constructor(globs: () => ExcludeGlobs, places: WorkspacePlaces, files: WorkspaceFiles) {
    this.#globs = globs;
    this.#places = places;
    const { workspace } = vscode;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      files.onEvent((uri) => {
        if (isIgnoreFile(uri)) this.refresh();
        else this.#changedOnDisk(uri);
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        // Outside the workspace nothing else tells that VS Code has read a file anew; a first key looks the same.
        const isRead = contentChanges.length > 0 && !document.isDirty && document.uri.scheme === 'file';
        if (isRead && !workspace.getWorkspaceFolder(document.uri)) this.#begin(document.uri);
      }),
      workspace.onDidOpenTextDocument((document) => {
        this.#looks.delete(document.uri.toString());
        this.#lookLater([document]);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => void this.#looks.delete(uri.toString())),
      workspace.onDidSaveTextDocument(({ uri }) => {
        if (isIgnoreFile(uri)) this.refresh();
      }),
      // Nothing watches what is outside the workspace, and VS Code misses files in folders that are new (1.139.1).
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        this.#ignored.forget();
        if (editor && this.#looks.has(editor.document.uri.toString())) this.#begin(editor.document.uri);
      }),
      workspace.onDidRenameFiles(() => this.refresh()),
      workspace.onDidChangeWorkspaceFolders(() => {
        places.forget();
        this.refresh();
      }),
    );
    this.refresh();
  }

  /** Why nothing of an open document is sent; null where it may be, undefined as long as that is not known. */
  known(uri: vscode.Uri): Exclusion | null | undefined {
    return this.#looks.get(uri.toString())?.exclusion;
  }

  /** The same, once it is known. */
  resolve(uri: vscode.Uri): Promise<Exclusion | null> {
    const { exclusion, found } = this.#looks.get(uri.toString()) ?? this.#begin(uri);
    return exclusion === undefined ? found : Promise.resolve(exclusion);
  }

  /** The same of any file, as it is now. */
  async evaluate(uri: vscode.Uri): Promise<Exclusion | null> {
    return (await this.#examine(uri)).exclusion;
  }

  /** Settings or rules have changed: looks at all open documents anew. */
  refresh(): void {
    this.#ignored.forget();
    this.#looks.clear();
    this.#changed.fire(null);
    const inView = vscode.window.visibleTextEditors.map(({ document }) => document);
    for (const document of inView.filter(isDocument)) void this.resolve(document.uri);
    this.#lookLater(vscode.workspace.textDocuments);
  }

  dispose(): void {
    this.#unseen.clear();
    this.#subscriptions.dispose();
  }

  #lookLater(documents: readonly vscode.TextDocument[]): void {
    for (const document of documents.filter(isDocument)) this.#unseen.add(document);
    if (!this.#isLooking) void this.#lookAtUnseen();
  }

  /** One after the other: hundreds at once would hold up the extension host. */
  async #lookAtUnseen(): Promise<void> {
    this.#isLooking = true;
    for (const document of this.#unseen) {
      // What comes by itself must be able to come in between.
      await new Promise((resolve) => setTimeout(resolve));
      // Not of the end's, nor one that was forgotten and waits again.
      if (this.#unseen.delete(document) && !document.isClosed) await this.resolve(document.uri);
    }
    this.#isLooking = false;
  }

  /**
   * A link may have taken the place of the file, or of a folder above it: until an open document with that name is looked
   * at again, nothing is known of it.
   */
  #changedOnDisk(changed: vscode.Uri): void {
    const address = changed.toString();
    const isAbove = (name: string) => name === address || name.startsWith(`${address}/`);
    for (const { uri, names, hasBegun } of [...this.#looks.values()])
      // Changes come by the hundred.
      if (hasBegun && names.some(isAbove)) this.#begin(uri);
  }

  #begin(uri: vscode.Uri): Look {
    const key = uri.toString();
    const finish = async () => {
      await Promise.resolve();
      look.hasBegun = true;
      const { exclusion, names } = await this.#examine(uri);
      const now = this.#looks.get(key);
      // What changed meanwhile may say otherwise.
      if (now !== look) return now ? now.found : exclusion;
      Object.assign(look, { exclusion, names: names.map(String) });
      this.#changed.fire(uri);
      return exclusion;
    };
    const names = this.#looks.get(key)?.names ?? [key];
    const look: Look = { uri, names, exclusion: undefined, found: finish(), hasBegun: false };
    this.#looks.set(key, look);
    return look;
  }

  async #examine(uri: vscode.Uri): Promise<{ exclusion: Exclusion | null; names: readonly vscode.Uri[] }> {
    const names = await fileNames(uri);
    if (!names) return { exclusion: { scope: 'link' }, names: [uri] };
    for (const name of names.all) {
      const exclusion = await this.#exclusionOf(name);
      if (exclusion) return { exclusion, names: names.all };
    }
    return { exclusion: null, names: names.all };
  }

  async #exclusionOf(name: vscode.Uri): Promise<Exclusion | null> {
    const { anywhere, inWorkspace } = this.#globs();
    const places = await this.#places.of(name);
    const inFolders = places.length > 0 ? places.map(inFolder) : [name];
    const held = [excludingGlob(name, anywhere), ...inFolders.map((place) => excludingGlob(place, inWorkspace, true))];
    const glob = held.find((one) => one !== null);
    if (glob != null) return { scope: 'excluded', glob };
    const ignored = await Promise.all(places.map((place) => this.#ignored.ignores(place)));
    return ignored.includes(true) ? { scope: 'ignored' } : null;
  }
}
