import * as vscode from 'vscode';
import { gatherAfter, maxFiles } from './gatherLimits.ts';
import type { Hint } from '../sources/snippetHint.ts';
import type { SnippetCache } from '../selection/snippetCache.ts';
import type { Clock } from '../../base/clock.ts';
import { documentContext } from '../../completion/vscode/documentContext.ts';
import { isDocument } from '../../base/vscode/documentSchemes.ts';
import { describe } from '../../mistral/errors/describe.ts';
import { disabledReason, type DisabledSources } from '../../status/disabledReason.ts';
import type { Log } from '../../base/vscode/log.ts';
import type { Settings } from '../../connection/settings.ts';
import type { Indexer } from './indexer.ts';
import type { HintPosition, HintSource } from './hintSource.ts';

/** Milliseconds that the other sources' hints wait for a language server. A choice. */
const maxWaitMs = 200;
/** A source that may find something later is asked again, so often for each document. A choice: servers start in seconds. */
const retry = { afterMs: 2_500, max: 4 };

export interface GathererParts {
  sources: readonly HintSource[];
  indexer: Indexer;
  settings: () => Settings;
  disabledSources: DisabledSources;
  /** Whether requests may be sent. */
  mayAsk: () => boolean;
  /** Fires when `mayAsk` may have changed. */
  onDidChangeAsking: vscode.Event<unknown>;
  /** Fires when sources may find more than before. */
  onDidLearn: vscode.Event<void>;
  clock: Clock;
  log: Log;
  snippetCache: SnippetCache;
}

/**
 * Gathers hints in the background whenever the user rests and when another editor becomes active, has the files read, and
 * has snippets chosen. No keystroke waits for it.
 */
export class Gatherer {
  readonly #parts: GathererParts;
  readonly #subscriptions: vscode.Disposable;
  #timer: unknown;
  /** When gathering was first requested; null where no request waits. */
  #requestedAt: number | null = null;
  /** Rises with each gathering: results of an earlier one are dropped. */
  #generation = 0;
  /** How often each document was gathered for again. */
  readonly #retries = new WeakMap<vscode.TextDocument, number>();
  #mayAsk = false;
  /** Milliseconds, since the last entry in the log. */
  #maxSlice = 0;

  constructor(parts: GathererParts) {
    this.#parts = parts;
    const { window, workspace } = vscode;
    const rest = () => this.#gatherAfter(gatherAfter.restMs);
    this.#subscriptions = vscode.Disposable.from(
      window.onDidChangeActiveTextEditor((editor) => {
        if (editor) this.#visit(editor);
        this.#gatherAfter(0);
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        this.#visit(textEditor);
        if (textEditor === window.activeTextEditor) rest();
      }),
      workspace.onDidChangeTextDocument((change) => {
        const { document, contentChanges } = change;
        if (contentChanges.length === 0 || !isDocument(document)) return;
        this.#timed(() => parts.sources.forEach((source) => source.onEdit?.(change)));
        this.#changed(document.uri.toString());
        rest();
      }),
      workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration('infill.context')) return;
        // Snippets of a source that is turned off must go.
        parts.snippetCache.clear();
        this.#gatherAfter(0);
      }),
      parts.indexer.onDidForget((uri) => {
        if (uri !== null) this.#changed(uri);
        rest();
      }),
      parts.onDidLearn(() => this.#gatherAfter(0)),
      parts.onDidChangeAsking(() => {
        const couldAsk = this.#mayAsk;
        this.#mayAsk = parts.mayAsk();
        if (this.#mayAsk && !couldAsk) this.#gatherAfter(0);
      }),
    );
    this.#mayAsk = parts.mayAsk();
    if (window.activeTextEditor) this.#visit(window.activeTextEditor);
    this.#gatherAfter(0);
  }

  /** @param milliseconds for which the extension host was blocked */
  onSlice(milliseconds: number): void {
    this.#maxSlice = Math.max(this.#maxSlice, milliseconds);
  }

  dispose(): void {
    this.#generation++;
    this.#parts.clock.clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  #gatherAfter(milliseconds: number): void {
    const { clock } = this.#parts;
    const now = clock.now();
    this.#requestedAt ??= now;
    clock.clearTimeout(this.#timer);
    const wait = Math.min(milliseconds, Math.max(0, this.#requestedAt + gatherAfter.maxMs - now));
    this.#timer = clock.setTimeout(() => {
      this.#requestedAt = null;
      this.#gather().catch((error: unknown) => this.#parts.log.error(`context: ${describe(error)}`));
    }, wait);
  }

  #changed(uri: string): void {
    this.#timed(() => this.#parts.sources.forEach((source) => source.onFileChange?.(uri)));
  }

  #visit(editor: vscode.TextEditor): void {
    this.#timed(() => this.#parts.sources.forEach((source) => source.onVisit?.(editor)));
  }

  /** Measures work that cannot pause. */
  #timed<T>(work: () => T): T {
    const { clock } = this.#parts;
    const start = clock.now();
    try {
      return work();
    } finally {
      this.onSlice(clock.now() - start);
    }
  }

  async #gather(): Promise<void> {
    const { sources, settings, clock, snippetCache } = this.#parts;
    const generation = ++this.#generation;
    const position = this.#position();
    if (!position) return;
    const { contextSources, contextTokens } = settings();
    snippetCache.snippetTokens = contextTokens;
    const began = clock.now();
    const found = new Map<string, readonly Hint[]>();
    let read = 0;
    const deliver = async () => {
      const hints = [...found.values()].flat();
      read += await this.#read(hints, snippetCache.filesFor(position.document.uri.toString()), generation);
      if (generation !== this.#generation) return;
      const context = this.#timed(() => documentContext(position.document, position.position, false, settings()));
      await snippetCache.choose(context, hints);
    };
    const wanted = sources.filter(({ name }) => contextSources[name] !== false);
    const all = Promise.allSettled(
      wanted.map(async (source) => void found.set(source.name, await this.#timed(() => source.hints(position)))),
    );
    let timer: unknown;
    await Promise.race([all, new Promise<void>((resolve) => (timer = clock.setTimeout(resolve, maxWaitMs)))]);
    clock.clearTimeout(timer);
    await deliver();
    if (found.size < wanted.length) {
      await all;
      await deliver();
    }
    if (read > 0) this.#report(read, clock.now() - began);
    const mayComeLater = wanted.some((source) => source.mayComeLater && found.get(source.name)?.length === 0);
    const retries = this.#retries.get(position.document) ?? 0;
    if (generation !== this.#generation || !mayComeLater || retries >= retry.max) return;
    this.#retries.set(position.document, retries + 1);
    this.#gatherAfter(retry.afterMs);
  }

  /** Null where nothing can be completed or no snippet may be sent. */
  #position(): HintPosition | null {
    const { settings, disabledSources, mayAsk } = this.#parts;
    const editor = vscode.window.activeTextEditor;
    if (!editor || !isDocument(editor.document) || !vscode.workspace.isTrusted || !mayAsk()) return null;
    const off = disabledReason(editor.document, settings(), disabledSources);
    if (settings().contextTokens === 0 || (off && off.scope !== 'snoozed')) return null;
    return { document: editor.document, position: editor.selection.active };
  }

  /**
   * Indexes the files with the best hints and those in the prompt.
   * @returns how many files had to be read
   */
  #read(hints: readonly Hint[], inPrompt: readonly string[], generation: number): Promise<number> {
    const best = this.#timed(() => hints.toSorted((a, b) => b.weight - a.weight).map(({ uri }) => uri));
    const wanted = new Set([...inPrompt, ...[...new Set(best)].slice(0, maxFiles)]);
    const uris = [...wanted].map((uri) => vscode.Uri.parse(uri, true));
    return this.#parts.indexer.ensureIndexed(uris, () => generation === this.#generation);
  }

  #report(read: number, milliseconds: number): void {
    const longest = this.#maxSlice.toFixed(1);
    this.#maxSlice = 0;
    this.#parts.log.debug(`context: ${read} files read in ${Math.round(milliseconds)} ms, longest slice ${longest} ms`);
  }
}
