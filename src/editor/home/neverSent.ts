import * as vscode from 'vscode';
import { isDocument } from '../documentSchemes.ts';
import { excludingGlob } from './excludingGlob.ts';
import { fileNames } from './fileNames.ts';
import { IgnoreFiles } from './ignoreFiles.ts';
import type { WorkspacePlaces } from './workspacePlaces.ts';

/** Why nothing of a file is ever sent: a glob of `infill.exclude`, an `.infillignore`, a link to nobody knows where. */
export type Exclusion = { scope: 'excluded'; glob: string } | { scope: 'ignored' } | { scope: 'link' };

const ignoreFile = '.infillignore';

/**
 * Knows of which files nothing is sent, under whatever name or link they are open. Links and rules are looked up off the
 * keystroke's way, and kept for open documents; until that is done, nothing of the document goes anywhere.
 */
export class NeverSent {
  readonly #globs: () => readonly string[];
  readonly #places: WorkspacePlaces;
  readonly #ignored = new IgnoreFiles(ignoreFile);
  readonly #changed = new vscode.EventEmitter<vscode.Uri | null>();
  /** Fires with a document once it is known of it, and with null when anything else may be excluded than before. */
  readonly onDidChange = this.#changed.event;
  /** Of open documents, by their address. */
  readonly #known = new Map<string, Exclusion | null>();
  readonly #looking = new Map<string, Promise<Exclusion | null>>();
  readonly #subscriptions: vscode.Disposable;
  /** Counts the looks at all documents, of which the last one holds; none after the end. */
  #turn = 0;

  /** @param globs those of `infill.exclude` that hold now */
  constructor(globs: () => readonly string[], places: WorkspacePlaces) {
    this.#globs = globs;
    this.#places = places;
    const { workspace } = vscode;
    const rules = workspace.createFileSystemWatcher(`**/${ignoreFile}`);
    // What a file is on disk may change under an open document: a link takes its place. Until that is known, the
    // document has the text of the old one.
    const files = workspace.createFileSystemWatcher('**/*', false, true, false);
    const renew = (uri: vscode.Uri) => {
      if (this.#known.has(uri.toString())) void this.#look(uri);
    };
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      rules,
      rules.onDidCreate(() => this.forget()),
      rules.onDidChange(() => this.forget()),
      rules.onDidDelete(() => this.forget()),
      files,
      files.onDidCreate(renew),
      files.onDidDelete(renew),
      workspace.onDidOpenTextDocument((document) => this.#forgetOne(document.uri)),
      workspace.onDidCloseTextDocument(({ uri }) => void this.#known.delete(uri.toString())),
      workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.path.endsWith(`/${ignoreFile}`)) this.forget();
      }),
      // Nothing watches what is outside the workspace, and VS Code misses files in folders that are new (1.139.1).
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        this.#ignored.forget();
        if (editor) renew(editor.document.uri);
      }),
      workspace.onDidRenameFiles(() => this.forget()),
      workspace.onDidChangeWorkspaceFolders(() => {
        places.forget();
        this.forget();
      }),
    );
    this.forget();
  }

  /** Why nothing of an open document is sent; null where it may be, undefined as long as that is not known. */
  of(uri: vscode.Uri): Exclusion | null | undefined {
    return this.#known.get(uri.toString());
  }

  /** The same, once it is known. */
  look(uri: vscode.Uri): Promise<Exclusion | null> {
    const key = uri.toString();
    const known = this.#known.get(key);
    return known === undefined ? (this.#looking.get(key) ?? this.#look(uri)) : Promise.resolve(known);
  }

  /** The same of any file, as it is now. */
  async check(uri: vscode.Uri): Promise<Exclusion | null> {
    const names = await fileNames(uri);
    if (!names) return { scope: 'link' };
    for (const name of names.all) {
      const glob = excludingGlob(name, this.#globs());
      if (glob !== null) return { scope: 'excluded', glob };
      const place = await this.#places.of(name);
      if (place && (await this.#ignored.ignores(place))) return { scope: 'ignored' };
    }
    return null;
  }

  /** Settings or rules have changed: looks at all open documents anew. */
  forget(): void {
    this.#ignored.forget();
    this.#known.clear();
    this.#looking.clear();
    this.#changed.fire(null);
    void this.#lookAtAll(++this.#turn);
  }

  dispose(): void {
    this.#turn++;
    this.#subscriptions.dispose();
  }

  /** Those in view first; the others one after the other: hundreds at once would hold up the extension host. */
  async #lookAtAll(turn: number): Promise<void> {
    const { window, workspace } = vscode;
    const inView = window.visibleTextEditors.map(({ document }) => document);
    for (const document of inView.filter(isDocument)) void this.look(document.uri);
    for (const document of workspace.textDocuments.filter(isDocument)) {
      // What comes by itself must be able to come in between.
      await new Promise((resolve) => setTimeout(resolve));
      if (turn !== this.#turn) return;
      if (!document.isClosed) await this.look(document.uri);
    }
  }

  #forgetOne(uri: vscode.Uri): void {
    const key = uri.toString();
    this.#known.delete(key);
    this.#looking.delete(key);
    void this.look(uri);
  }

  #look(uri: vscode.Uri): Promise<Exclusion | null> {
    const key = uri.toString();
    const looking: Promise<Exclusion | null> = this.check(uri).then((found) => {
      // What changed meanwhile may say otherwise.
      if (this.#looking.get(key) !== looking) return this.look(uri);
      this.#looking.delete(key);
      const before = this.#known.get(key);
      this.#known.set(key, found);
      if (before === undefined || before?.scope !== found?.scope) this.#changed.fire(uri);
      return found;
    });
    this.#looking.set(key, looking);
    return looking;
  }
}
