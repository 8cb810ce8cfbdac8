import * as vscode from 'vscode';
import { gatherAfter, maxFiles } from './gathering.ts';
import type { Hint } from '../sources/hint.ts';
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

/** A language server may take long to answer; so long what the others find waits for it, in milliseconds. */
const patienceMs = 200;
/** Who has found nothing in a document, and may later, is asked again after so many milliseconds, and so often. */
const again = { afterMs: 2_500, max: 4 };

/** What a gatherer works with. */
export interface GathererParts {
  sources: readonly HintSource[];
  indexer: Indexer;
  settings: () => Settings;
  disabledSources: DisabledSources;
  /** Whether a request may be sent at all. */
  mayAsk: () => boolean;
  /** Fires when that may have changed. */
  onDidChangeAsking: vscode.Event<unknown>;
  /** Fires when more can be found than before. */
  onDidLearn: vscode.Event<void>;
  clock: Clock;
  log: Log;
  snippetCache: SnippetCache;
}

/**
 * Gathers in the background what other files may tell at the cursor: whenever the user rests, and when another editor
 * is active. Nothing waits for it.
 */
export class Gatherer {
  readonly #parts: GathererParts;
  readonly #subscriptions: vscode.Disposable;
  #timer: unknown;
  /** Since when context is wanted, by the clock; null where it is not. */
  #wantedAt: number | null = null;
  /** Counts the places: leads of an earlier one are of no use. */
  #turn = 0;
  /** How often documents were looked at again where something may come later. */
  readonly #asked = new WeakMap<vscode.TextDocument, number>();
  #mayAsk = false;
  /** Since the log was told last, in milliseconds. */
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
        // What a source has found goes when it is turned off.
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

  /** Hears how long the extension host was held, in milliseconds. */
  sliced(milliseconds: number): void {
    this.#maxSlice = Math.max(this.#maxSlice, milliseconds);
  }

  dispose(): void {
    this.#turn++;
    this.#parts.clock.clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  #gatherAfter(milliseconds: number): void {
    const { clock } = this.#parts;
    const now = clock.now();
    this.#wantedAt ??= now;
    clock.clearTimeout(this.#timer);
    const wait = Math.min(milliseconds, Math.max(0, this.#wantedAt + gatherAfter.maxMs - now));
    this.#timer = clock.setTimeout(() => {
      this.#wantedAt = null;
      this.#gather().catch((error: unknown) => this.#parts.log.error(`context: ${describe(error)}`));
    }, wait);
  }

  #changed(uri: string): void {
    this.#timed(() => this.#parts.sources.forEach((source) => source.onFileChange?.(uri)));
  }

  #visit(editor: vscode.TextEditor): void {
    this.#timed(() => this.#parts.sources.forEach((source) => source.onVisit?.(editor)));
  }

  /** Does what cannot pause, and counts how long it holds the extension host. */
  #timed<T>(work: () => T): T {
    const { clock } = this.#parts;
    const start = clock.now();
    try {
      return work();
    } finally {
      this.sliced(clock.now() - start);
    }
  }

  async #gather(): Promise<void> {
    const { sources, settings, clock, snippetCache } = this.#parts;
    const turn = ++this.#turn;
    const place = this.#place();
    if (!place) return;
    const { contextSources, contextTokens } = settings();
    snippetCache.snippetTokens = contextTokens;
    const began = clock.now();
    const found = new Map<string, readonly Hint[]>();
    let read = 0;
    const deliver = async () => {
      const hints = [...found.values()].flat();
      read += await this.#read(hints, snippetCache.filesFor(place.document.uri.toString()), turn);
      if (turn !== this.#turn) return;
      const context = this.#timed(() => documentContext(place.document, place.position, false, settings()));
      await snippetCache.choose(context, hints);
    };
    const wanted = sources.filter(({ name }) => contextSources[name] !== false);
    const asked = Promise.allSettled(
      wanted.map(async (source) => void found.set(source.name, await this.#timed(() => source.hints(place)))),
    );
    let patience: unknown;
    await Promise.race([asked, new Promise<void>((late) => (patience = clock.setTimeout(late, patienceMs)))]);
    clock.clearTimeout(patience);
    await deliver();
    if (found.size < wanted.length) {
      await asked;
      await deliver();
    }
    if (read > 0) this.#report(read, clock.now() - began);
    const mayComeLater = wanted.some((source) => source.mayComeLater && found.get(source.name)?.length === 0);
    const times = this.#asked.get(place.document) ?? 0;
    if (turn !== this.#turn || !mayComeLater || times >= again.max) return;
    this.#asked.set(place.document, times + 1);
    this.#gatherAfter(again.afterMs);
  }

  /** Where context is wanted; null where there is nothing to complete, or no snippet may be sent. */
  #place(): HintPosition | null {
    const { settings, disabledSources, mayAsk } = this.#parts;
    const editor = vscode.window.activeTextEditor;
    if (!editor || !isDocument(editor.document) || !vscode.workspace.isTrusted || !mayAsk()) return null;
    const off = disabledReason(editor.document, settings(), disabledSources);
    if (settings().contextTokens === 0 || (off && off.scope !== 'snoozed')) return null;
    return { document: editor.document, position: editor.selection.active };
  }

  /** Reads the files of the best leads, and those that stand in the prompt. @returns how many had to be read */
  #read(hints: readonly Hint[], held: readonly string[], turn: number): Promise<number> {
    const best = this.#timed(() => hints.toSorted((a, b) => b.weight - a.weight).map(({ uri }) => uri));
    const wanted = new Set([...held, ...[...new Set(best)].slice(0, maxFiles)]);
    const uris = [...wanted].map((uri) => vscode.Uri.parse(uri, true));
    return this.#parts.indexer.ensureIndexed(uris, () => turn === this.#turn);
  }

  #report(read: number, milliseconds: number): void {
    const longest = this.#maxSlice.toFixed(1);
    this.#maxSlice = 0;
    this.#parts.log.debug(`context: ${read} files read in ${Math.round(milliseconds)} ms, longest slice ${longest} ms`);
  }
}
