import * as vscode from 'vscode';
import { isDocument } from '../../base/vscode/documentSchemes.ts';
import type { WorkspaceFiles } from '../../base/vscode/workspaceFiles.ts';
import type { ExcludeGlobs } from '../excludeSetting.ts';
import { type ProgramFile, programFile } from '../programFiles.ts';
import { excludingGlob, plainPath } from '../excludingGlob.ts';
import { fileNames } from './fileNames.ts';
import type { GitIgnored } from './gitIgnored.ts';
import { IgnoreFiles } from './ignoreFiles.ts';
import { Repositories } from './repositories.ts';
import { fromFolder, outermostFolder, pathInFolder, pathOf, type WorkspaceUris } from './workspaceUris.ts';

/**
 * Why a file is never sent: a glob of `infill.exclude`, an `.infillignore`, git where the user wants that, a link with an
 * unknown target, or what it is to another program.
 */
export type Exclusion =
  { scope: 'excluded'; glob: string } | { scope: 'ignored' | 'gitIgnored' | 'link' | ProgramFile };

/** VS Code's languages of git's messages, which may quote a diff. */
const messageLanguages = ['git-commit', 'git-rebase'];

const ignoreFile = '.infillignore';
const isIgnoreFile = ({ path }: vscode.Uri) => path.toLowerCase().endsWith(`/${ignoreFile}`);

/** The state of an open document. */
interface Entry {
  uri: vscode.Uri;
  /** The URIs of all its names. */
  names: readonly string[];
  /** Undefined until it is known. */
  exclusion: Exclusion | null | undefined;
  result: Promise<Exclusion | null>;
  /** Whether the file system has been asked since the last change. */
  hasBegun: boolean;
}

/**
 * Decides which files are never sent, under any name or link. Links and rules are looked up outside of keystrokes, and kept
 * for open documents. Until they are known, nothing of the document is sent.
 */
export class Exclusions {
  readonly #globs: () => ExcludeGlobs;
  readonly #workspaceUris: WorkspaceUris;
  readonly #gitIgnored: () => Pick<GitIgnored, 'isIgnored'> | null;
  readonly #repositories = new Repositories();
  readonly #ignored = new IgnoreFiles(ignoreFile, (file) => this.#repositories.rulesTop(file));
  readonly #changed = new vscode.EventEmitter<vscode.Uri | null>();
  /** Fires with a document when its exclusion is known, and with null when those of all files may have changed. */
  readonly onDidChange = this.#changed.event;
  /** The open documents, by URI. */
  readonly #entries = new Map<string, Entry>();
  readonly #subscriptions: vscode.Disposable;
  /** Open documents that are still to be resolved. */
  readonly #waiting = new Set<vscode.TextDocument>();
  #isResolving = false;

  /**
   * @param globs returns the current ones of `infill.exclude`
   * @param gitIgnored returns what knows the files that git ignores if none of them is to be sent
   */
  constructor(
    globs: () => ExcludeGlobs,
    workspaceUris: WorkspaceUris,
    files: WorkspaceFiles,
    gitIgnored: () => Pick<GitIgnored, 'isIgnored'> | null = () => null,
  ) {
    this.#globs = globs;
    this.#gitIgnored = gitIgnored;
    this.#workspaceUris = workspaceUris;
    const { workspace } = vscode;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      files.onEvent((uri) => {
        if (isIgnoreFile(uri)) this.refresh();
        else this.#changedOnDisk(uri);
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        // Outside the workspace this is the only sign that VS Code has read a file again; a first key looks the same.
        const mayBeRead = contentChanges.length > 0 && !document.isDirty && document.uri.scheme === 'file';
        if (mayBeRead && !workspace.getWorkspaceFolder(document.uri)) this.#begin(document.uri);
      }),
      workspace.onDidOpenTextDocument((document) => {
        this.#entries.delete(document.uri.toString());
        this.#resolveLater([document]);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => void this.#entries.delete(uri.toString())),
      workspace.onDidSaveTextDocument(({ uri }) => {
        if (isIgnoreFile(uri)) this.refresh();
      }),
      // Files outside the workspace are not watched, and VS Code reports none in folders that are new (1.139.1).
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        this.#forgetFolders();
        if (editor && this.#entries.has(editor.document.uri.toString())) this.#begin(editor.document.uri);
      }),
      workspace.onDidRenameFiles(() => this.refresh()),
      workspace.onDidChangeWorkspaceFolders(() => {
        workspaceUris.forget();
        this.refresh();
      }),
    );
    this.refresh();
  }

  /** Why an open document is never sent; null where it may be, undefined until that is known. */
  known(uri: vscode.Uri): Exclusion | null | undefined {
    return this.#entries.get(uri.toString())?.exclusion;
  }

  /** The same, once it is known. */
  resolve(uri: vscode.Uri): Promise<Exclusion | null> {
    const { exclusion, result } = this.#entries.get(uri.toString()) ?? this.#begin(uri);
    return exclusion === undefined ? result : Promise.resolve(exclusion);
  }

  /** The same for any file, as it is now. */
  async evaluate(uri: vscode.Uri): Promise<Exclusion | null> {
    return (await this.#examine(uri)).exclusion;
  }

  /** Settings or rules have changed: resolves all open documents again. */
  refresh(): void {
    this.#forgetFolders();
    this.#entries.clear();
    this.#changed.fire(null);
    const visible = vscode.window.visibleTextEditors.map(({ document }) => document);
    for (const document of visible.filter(isDocument)) void this.resolve(document.uri);
    this.#resolveLater(vscode.workspace.textDocuments);
  }

  dispose(): void {
    this.#waiting.clear();
    this.#subscriptions.dispose();
  }

  #forgetFolders(): void {
    this.#ignored.forget();
    this.#repositories.forget();
  }

  #resolveLater(documents: readonly vscode.TextDocument[]): void {
    for (const document of documents.filter(isDocument)) this.#waiting.add(document);
    if (!this.#isResolving) void this.#resolveWaiting();
  }

  /** One by one: hundreds of documents at once would block the extension host. */
  async #resolveWaiting(): Promise<void> {
    this.#isResolving = true;
    for (const document of this.#waiting) {
      // Lets events of VS Code through.
      await new Promise((resolve) => setTimeout(resolve));
      if (this.#waiting.delete(document) && !document.isClosed) await this.resolve(document.uri);
    }
    this.#isResolving = false;
  }

  /**
   * A link may have taken the place of the file, or of a folder above it: until an open document with that name is looked
   * at again, nothing is known of it.
   */
  #changedOnDisk(changed: vscode.Uri): void {
    const key = changed.toString();
    const isAffected = (name: string) => name === key || name.startsWith(`${key}/`);
    for (const { uri, names, hasBegun } of [...this.#entries.values()]) {
      // Changes come by the hundred: an entry that has not begun will see them all.
      if (hasBegun && names.some(isAffected)) this.#begin(uri);
    }
  }

  #begin(uri: vscode.Uri): Entry {
    const key = uri.toString();
    const finish = async () => {
      await Promise.resolve();
      entry.hasBegun = true;
      const { exclusion, names } = await this.#examine(uri);
      const current = this.#entries.get(key);
      // A change meanwhile has begun another entry.
      if (current !== entry) return current ? current.result : exclusion;
      Object.assign(entry, { exclusion, names: names.map(String) });
      this.#changed.fire(uri);
      return exclusion;
    };
    const names = this.#entries.get(key)?.names ?? [key];
    const entry: Entry = { uri, names, exclusion: undefined, result: finish(), hasBegun: false };
    this.#entries.set(key, entry);
    return entry;
  }

  async #examine(uri: vscode.Uri): Promise<{ exclusion: Exclusion | null; names: readonly vscode.Uri[] }> {
    const names = await fileNames(uri);
    if (!names) return { exclusion: { scope: 'link' }, names: [uri] };
    if (messageLanguages.includes(languageOf(uri))) return { exclusion: { scope: 'versionControl' }, names: names.all };
    for (const name of names.all) {
      const exclusion = await this.#exclusionOf(name);
      if (exclusion) return { exclusion, names: names.all };
    }
    return { exclusion: null, names: names.all };
  }

  async #exclusionOf(name: vscode.Uri): Promise<Exclusion | null> {
    const uris = await this.#workspaceUris.of(name);
    const program = programFile(name.path, uris[0] && outermostFolder(uris[0])?.uri.path);
    if (program) return { scope: program };
    if (await this.#repositories.isInGitFolder(name)) return { scope: 'versionControl' };
    const { anywhere, hidden, inWorkspace } = this.#globs();
    const ofDefault =
      uris.length > 0
        ? uris.map((uri) => ({ path: pathOf(fromFolder(uri)), below: pathInFolder(uri) }))
        : [{ path: pathOf(name), below: plainPath(pathOf(name)) }];
    const glob = [
      ...[pathOf(name), ...uris.map(pathInFolder)].map((path) => excludingGlob(path, anywhere)),
      excludingGlob(pathOf(name), hidden, pathOf(name)),
      ...ofDefault.map(({ path, below }) => excludingGlob(path, inWorkspace, below)),
    ].find((one) => one !== null);
    if (glob != null) return { scope: 'excluded', glob };
    const ignored = await Promise.all([name, ...uris].map((uri) => this.#ignored.ignores(uri)));
    if (ignored.includes(true)) return { scope: 'ignored' };
    const git = this.#gitIgnored();
    const byGit = git ? await Promise.all([name, ...uris].map((uri) => git.isIgnored(uri))) : [];
    return byGit.includes(true) ? { scope: 'gitIgnored' } : null;
  }
}

/** The language of an open document; `''` for other files. VS Code closes and opens a document whose language changes. */
function languageOf(uri: vscode.Uri): string {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key)?.languageId ?? '';
}
