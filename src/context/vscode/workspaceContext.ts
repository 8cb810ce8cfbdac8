import * as vscode from 'vscode';
import { Background } from '../../base/background.ts';
import { DeclarationIndex } from '../index/declarationIndex.ts';
import type { Preamble } from '../../completion/prompt/snippet.ts';
import { SnippetCache } from '../selection/snippetCache.ts';
import type { CursorContext } from '../../completion/cursorContext.ts';
import type { Clock } from '../../base/clock.ts';
import type { GitIgnored } from '../../privacy/vscode/gitIgnored.ts';
import { SnippetFiles } from '../../privacy/vscode/snippetFiles.ts';
import type { WorkspaceUris } from '../../privacy/vscode/workspaceUris.ts';
import { FileLanguages } from '../../language/vscode/fileLanguages.ts';
import type { DisabledSources } from '../../status/disabledReason.ts';
import type { WorkspaceFiles } from '../../base/vscode/workspaceFiles.ts';
import type { Log } from '../../base/vscode/log.ts';
import type { Settings } from '../../connection/settings.ts';
import { DefinitionHints } from './definitionHints.ts';
import { EditHints } from './editHints.ts';
import { Gatherer } from './gatherer.ts';
import { importerHints, importHints, siblingHints } from './relatedFileHints.ts';
import { ImportIndex } from './importIndex.ts';
import { Indexer } from './indexer.ts';
import { SnippetReader } from './snippetReader.ts';
import { TabHints } from './tabHints.ts';
import { workspaceFile } from './workspaceFile.ts';
import { WorkspacePaths } from './workspacePaths.ts';

export interface WorkspaceContextParts {
  settings: () => Settings;
  disabledSources: DisabledSources;
  workspaceUris: WorkspaceUris;
  files: WorkspaceFiles;
  gitIgnored: GitIgnored;
  /** Whether requests may be sent. */
  mayAsk: () => boolean;
  /** Fires when `mayAsk` may have changed. */
  onDidChangeAsking: vscode.Event<unknown>;
  clock: Clock;
  log: Log;
}

/** Snippets of other files for the prompt: gathered in the background, looked up when a request is sent. */
export class WorkspaceContext {
  readonly #snippetCache: SnippetCache;
  readonly #settings: () => Settings;
  readonly #subscriptions: vscode.Disposable;

  constructor(parts: WorkspaceContextParts) {
    const { settings, disabledSources, workspaceUris, files, gitIgnored, clock } = parts;
    const background = new Background({ clock, onSlice: (milliseconds) => gatherer.onSlice(milliseconds) });
    const declarationIndex = new DeclarationIndex();
    const snippetCache = new SnippetCache({ declarationIndex, background, clock });
    const { exclusions } = disabledSources;
    const languages = new FileLanguages();
    const reader = new SnippetReader(new SnippetFiles(exclusions, workspaceUris, gitIgnored), languages, background);
    const imports = new ImportIndex();
    const indexer = new Indexer({
      declarationIndex,
      snippetCache,
      imports,
      reader,
      exclusions,
      gitIgnored,
      files,
      background,
      clock,
    });
    const paths = new WorkspacePaths(files, background, gitIgnored);
    const sources = [
      new EditHints(),
      new TabHints(),
      importHints(paths, background),
      importerHints(imports, paths, background),
      siblingHints(paths, background),
      new DefinitionHints(clock),
    ];
    const gatherer: Gatherer = new Gatherer({
      ...parts,
      sources,
      indexer,
      snippetCache,
      onDidLearn: paths.onDidRead,
    });
    this.#snippetCache = snippetCache;
    this.#settings = settings;
    this.#subscriptions = vscode.Disposable.from(
      gatherer,
      indexer,
      paths,
      languages,
      new vscode.Disposable(() => background.end()),
    );
  }

  /** The part of the prompt before the file's own text. Its snippets are already chosen, since a request waits for it. */
  preambleFor({ uri }: CursorContext): Preamble {
    const { contextTokens } = this.#settings();
    const isAllowed = contextTokens > 0 && vscode.workspace.isTrusted;
    this.#snippetCache.snippetTokens = contextTokens;
    return {
      path: ownPath(vscode.Uri.parse(uri, true)),
      snippets: isAllowed ? this.#snippetCache.snippetsFor(uri) : [],
    };
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

/** From the workspace folder; for a file outside, the name alone, as its folders may be private. */
function ownPath(uri: vscode.Uri): string | null {
  if (uri.scheme === 'untitled') return null;
  return workspaceFile(uri) ? vscode.workspace.asRelativePath(uri) : uri.path.split('/').at(-1)!;
}
