import * as vscode from 'vscode';
import { gatherAfter, mostFiles } from '../../completion/context/gathering.ts';
import type { Lead } from '../../completion/context/lead.ts';
import type { Shelf } from '../../completion/context/shelf.ts';
import type { Clock } from '../../mistral/clock.ts';
import { documentContext } from '../documentContext.ts';
import { isDocument } from '../documentSchemes.ts';
import { describe } from '../log.ts';
import { offAt, type Offs } from '../off.ts';
import type { Log } from '../recentLog.ts';
import type { Settings } from '../settings.ts';
import type { LibraryKeeper } from './libraryKeeper.ts';
import type { Place, Source } from './place.ts';

/** A language server may take long to answer; so long what the others find waits for it, in milliseconds. */
const patienceMs = 200;
/** Who has found nothing in a document, and may later, is asked again after so many milliseconds, and so often. */
const again = { afterMs: 2_500, most: 4 };

/** What a gatherer works with. */
export interface GathererParts {
  sources: readonly Source[];
  keeper: LibraryKeeper;
  settings: () => Settings;
  offs: Offs;
  /** Whether a request may be sent at all. */
  mayAsk: () => boolean;
  /** Fires when that may have changed. */
  onDidChangeAsking: vscode.Event<unknown>;
  /** Fires when more can be found than before. */
  onDidLearn: vscode.Event<void>;
  clock: Clock;
  log: Log;
  shelf: Shelf;
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
  #longestSlice = 0;

  constructor(parts: GathererParts) {
    this.#parts = parts;
    const { window, workspace } = vscode;
    const rest = () => this.#gatherAfter(gatherAfter.restMs);
    this.#subscriptions = vscode.Disposable.from(
      ...parts.sources.map((source) => new vscode.Disposable(() => source.dispose?.())),
      window.onDidChangeActiveTextEditor(() => this.#gatherAfter(0)),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === window.activeTextEditor) rest();
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0 || !isDocument(document)) return;
        this.#changed(document.uri.toString());
        rest();
      }),
      workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration('infill.context')) return;
        // What a source has found goes when it is turned off.
        parts.shelf.clear();
        this.#gatherAfter(0);
      }),
      parts.keeper.onDidForget((uri) => {
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
    this.#gatherAfter(0);
  }

  /** Hears how long the extension host was held, in milliseconds. */
  sliced(milliseconds: number): void {
    this.#longestSlice = Math.max(this.#longestSlice, milliseconds);
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
    const wait = Math.min(milliseconds, Math.max(0, this.#wantedAt + gatherAfter.longestMs - now));
    this.#timer = clock.setTimeout(() => {
      this.#wantedAt = null;
      this.#gather().catch((error: unknown) => this.#parts.log.error(`context: ${describe(error)}`));
    }, wait);
  }

  #changed(uri: string): void {
    this.#timed(() => this.#parts.sources.forEach((source) => source.changed?.(uri)));
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
    const { sources, settings, clock, shelf } = this.#parts;
    const turn = ++this.#turn;
    const place = this.#place();
    if (!place) return;
    const { contextSources, contextTokens } = settings();
    shelf.snippetTokens = contextTokens;
    const began = clock.now();
    const found = new Map<string, readonly Lead[]>();
    let read = 0;
    const deliver = async () => {
      const leads = [...found.values()].flat();
      read += await this.#read(leads, shelf.filesFor(place.document.uri.toString()), turn);
      if (turn !== this.#turn) return;
      const context = this.#timed(() => documentContext(place.document, place.position, false, settings()));
      await shelf.choose(context, leads);
    };
    const wanted = sources.filter(({ name }) => contextSources[name] !== false);
    const asked = Promise.allSettled(
      wanted.map(async (source) => void found.set(source.name, await this.#timed(() => source.leads(place)))),
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
    if (turn !== this.#turn || !mayComeLater || times >= again.most) return;
    this.#asked.set(place.document, times + 1);
    this.#gatherAfter(again.afterMs);
  }

  /** Where context is wanted; null where there is nothing to complete, or no snippet may be sent. */
  #place(): Place | null {
    const { settings, offs, mayAsk } = this.#parts;
    const editor = vscode.window.activeTextEditor;
    if (!editor || !isDocument(editor.document) || !vscode.workspace.isTrusted || !mayAsk()) return null;
    const off = offAt(editor.document, settings(), offs);
    if (settings().contextTokens === 0 || (off && off.scope !== 'snoozed')) return null;
    return { document: editor.document, position: editor.selection.active };
  }

  /** Reads the files of the best leads, and those that stand in the prompt. @returns how many had to be read */
  #read(leads: readonly Lead[], held: readonly string[], turn: number): Promise<number> {
    const best = this.#timed(() => leads.toSorted((a, b) => b.weight - a.weight).map(({ uri }) => uri));
    const wanted = new Set([...held, ...[...new Set(best)].slice(0, mostFiles)]);
    const uris = [...wanted].map((uri) => vscode.Uri.parse(uri, true));
    return this.#parts.keeper.want(uris, () => turn === this.#turn);
  }

  #report(read: number, milliseconds: number): void {
    const longest = this.#longestSlice.toFixed(1);
    this.#longestSlice = 0;
    this.#parts.log.debug(`context: ${read} files read in ${Math.round(milliseconds)} ms, longest slice ${longest} ms`);
  }
}
