import * as vscode from 'vscode';
import { Background } from '../../completion/context/background.ts';
import { Library } from '../../completion/context/library.ts';
import type { Preamble } from '../../completion/context/preamble.ts';
import { Shelf } from '../../completion/context/shelf.ts';
import type { CursorContext } from '../../completion/cursorContext.ts';
import type { Clock } from '../../mistral/clock.ts';
import { GitIgnored } from '../home/gitIgnored.ts';
import { SnippetFiles } from '../home/snippetFiles.ts';
import type { WorkspacePlaces } from '../home/workspacePlaces.ts';
import type { Offs } from '../off.ts';
import type { Log } from '../recentLog.ts';
import type { Settings } from '../settings.ts';
import { Definitions } from './definitions.ts';
import { Edits } from './edits.ts';
import { Gatherer } from './gatherer.ts';
import { Importers } from './importers.ts';
import { ImportIndex } from './importIndex.ts';
import { Imports } from './imports.ts';
import { LibraryKeeper } from './libraryKeeper.ts';
import { Siblings } from './siblings.ts';
import { SnippetReader } from './snippetReader.ts';
import { Tabs } from './tabs.ts';
import { workspaceFile } from './workspaceFile.ts';
import { WorkspacePaths } from './workspacePaths.ts';

/** What the context from the workspace is made with. */
export interface WorkspaceContextParts {
  settings: () => Settings;
  offs: Offs;
  places: WorkspacePlaces;
  /** Whether a request may be sent at all. */
  mayAsk: () => boolean;
  /** Fires when that may have changed. */
  onDidChangeAsking: vscode.Event<unknown>;
  clock: Clock;
  log: Log;
}

/** What the model should know besides the user's file: built from its parts, and looked up when a request is sent. */
export class WorkspaceContext {
  readonly #shelf: Shelf;
  readonly #settings: () => Settings;
  readonly #subscriptions: vscode.Disposable;

  constructor(parts: WorkspaceContextParts) {
    const { settings, offs, places, clock } = parts;
    const background = new Background({ clock, onSlice: (milliseconds) => gatherer.sliced(milliseconds) });
    const library = new Library();
    const shelf = new Shelf({ library, background, clock });
    const { neverSent } = offs;
    const gitIgnored = new GitIgnored(clock);
    const reader = new SnippetReader(new SnippetFiles(neverSent, places, gitIgnored), background);
    const imports = new ImportIndex();
    const keeper = new LibraryKeeper({ library, shelf, imports, reader, neverSent, gitIgnored, background, clock });
    const paths = new WorkspacePaths(background, gitIgnored);
    const sources = [
      ...[new Edits(), new Tabs(), new Imports(paths, background), new Importers(imports, paths, background)],
      ...[new Siblings(paths, background), new Definitions(clock)],
    ];
    const gatherer: Gatherer = new Gatherer({
      ...parts,
      ...{ sources, keeper, shelf },
      onDidLearn: paths.onDidRead,
    });
    this.#shelf = shelf;
    this.#settings = settings;
    this.#subscriptions = vscode.Disposable.from(
      ...[gatherer, keeper, paths, gitIgnored],
      new vscode.Disposable(() => background.end()),
    );
  }

  /** What a prompt says before the file's own text: what is chosen already, since a key waits for it. */
  preambleFor({ uri }: CursorContext): Preamble {
    const { contextTokens } = this.#settings();
    const isAllowed = contextTokens > 0 && vscode.workspace.isTrusted;
    this.#shelf.snippetTokens = contextTokens;
    return { path: ownPath(vscode.Uri.parse(uri, true)), snippets: isAllowed ? this.#shelf.snippetsFor(uri) : [] };
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

/** From the workspace's folder; of a file outside, whose folders are nobody's business, the name alone. */
function ownPath(uri: vscode.Uri): string | null {
  if (uri.scheme === 'untitled') return null;
  return workspaceFile(uri) ? vscode.workspace.asRelativePath(uri) : uri.path.split('/').at(-1)!;
}
