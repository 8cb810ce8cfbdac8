import type { CursorContext } from './cursorContext.ts';
import { DeletedText } from './deletedText.ts';
import { type EngineSettings, haveSameRequests } from './engineSettings.ts';
import { type Explanation, explainMatch } from './explanation.ts';
import { EditorClosers } from './fit/editorClosers.ts';
import { fit } from './fit/fit.ts';
import { extendsText, type View } from './ghostTextGrowth.ts';
import { HidingEntry } from './hidingEntry.ts';
import { type Call, Presenter } from './presenter.ts';
import type { CacheMatch } from './requests/completionCache.ts';
import { Requests, type RequestsOptions } from './requests/requests.ts';
import { type RequestTiming, RequestScheduler, type SchedulerOptions } from './requests/requestScheduler.ts';
import type { Multiline } from './shownExtent.ts';
import type { Suggestion } from './suggestion.ts';

/** The parts that the engine depends on. */
export type EngineOptions = RequestsOptions & SchedulerOptions;

/** A call of VS Code for ghost text. */
export interface CallOptions {
  /** Default: `debounced`. An explicit trigger always sends a request if none serves it. */
  timing?: RequestTiming;
  /**
   * The context with the suggest widget's selected entry inserted, while one is selected: text is shown if it goes on
   * from there. The request is for the typed text, whichever entry is selected.
   */
  entered?: CursorContext;
  /** Without a view, ghost text stays as it is until the next key. */
  view?: View;
  /** Whether the cursor is still where the call was made; a text for another place is not shown. Default: it is. */
  isCurrent?: () => boolean;
}

/**
 * Makes ghost text from the text around a cursor. The text comes from the cache, from a request that the user is typing
 * along with, or from a new request. It is shown early. The stream is read to its end, so that the next key finds more.
 */
export class CompletionEngine {
  readonly #options: EngineOptions;
  readonly #requests: Requests;
  readonly #scheduler: RequestScheduler;
  readonly #presenter: Presenter;
  readonly #editorClosers = new EditorClosers();
  #deletedText = new DeletedText(null);
  #settings: EngineSettings | null = null;
  readonly #hidingEntry = new HidingEntry();

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#requests = new Requests(options);
    this.#scheduler = new RequestScheduler(options, this.#requests);
    this.#presenter = new Presenter(options, this.#requests);
  }

  /**
   * Applies changed settings. If they change the requests, all requests end and all answers are forgotten.
   * @returns whether they do
   */
  configure(settings: EngineSettings | null): boolean {
    const isSame = haveSameRequests(this.#settings, settings);
    this.#settings = settings;
    this.#scheduler.configure(settings);
    if (isSame) return false;
    this.#presenter.endRest();
    this.#requests.clear();
    return true;
  }

  /**
   * The document was edited at the cursor. Requests for this document that the edit contradicts end at once. A key
   * schedules the next request before VS Code calls.
   * @param inserted text that the edit inserted before the cursor; '' for any other edit
   */
  changed(context: CursorContext, isKeystroke = true, inserted = ''): void {
    this.#editorClosers.onEdit(context, inserted);
    context.ahead = this.#editorClosers.known(context);
    this.#presenter.onEdit(context, inserted);
    this.#deletedText = new DeletedText(context);
    this.#requests.endContradicted(context);
    this.#scheduler.cancel(context.uri);
    if (isKeystroke) this.typed(context);
  }

  /**
   * The user has deleted text at the cursor. It is not offered again right away, and nothing is asked until VS Code calls.
   */
  deleted(context: CursorContext): void {
    const before = this.#deletedText;
    this.changed(context, false);
    this.#deletedText = before.after(context);
  }

  /** The edit reported last was the user's typing: the next request is scheduled before VS Code calls. */
  typed(context: CursorContext): void {
    context.ahead = this.#editorClosers.known(context);
    this.#scheduler.onKey(context, this.isAcceptedAt(context), this.#hidingEntry.isSelected);
  }

  /**
   * The text to show at a position; null for none. The signal ends the wait, not the request: only a key that
   * contradicts the request ends it.
   */
  async complete(
    context: CursorContext,
    signal: AbortSignal,
    { entered = context, view, isCurrent, timing = 'debounced' }: CallOptions = {},
  ): Promise<Suggestion | null> {
    if (this.#settings === null) {
      this.#options.emit({ type: 'unconfigured' });
      return null;
    }
    this.#scheduler.onCall();
    this.#hidingEntry.onCall(entered === context ? null : entered);
    this.#presenter.endRest();
    context.ahead = this.#editorClosers.known(context);
    entered.ahead = context.ahead;
    const call = this.#callOf(context, signal, { view, entered, isCurrent });
    this.#requests.endContradicted(context);

    const match = this.#requests.match(context);
    if (match) {
      const origin = match.request.outcome === null ? 'running request' : 'cache';
      const suggestion = await this.#presenter.show(match, origin, call);
      this.#noteHidden(match, call);
      if (suggestion || signal.aborted || !isContradicted(match)) return suggestion;
      // The answer turned out to be another than the text typed meanwhile. The user has waited long enough.
      this.#requests.endContradicted(context);
    }

    if (!context.explicit && this.#hidingEntry.hides(entered)) return null;
    const sent = await this.#scheduler.matchFor(context, signal, this.isAcceptedAt(context), timing);
    if (!sent || signal.aborted) return null;
    const suggestion = await this.#presenter.show(sent, 'new request', call);
    this.#noteHidden(sent, call);
    return suggestion;
  }

  /**
   * The text for a position whose call VS Code has ended while the cursor rests there; null if none comes, or after a key
   * or a move. Sends no request.
   */
  async lateText(context: CursorContext, view?: View): Promise<Suggestion | null> {
    const match = this.#requests.match(context);
    if (!match) return null;
    this.#scheduler.onCall();
    const signal = this.#presenter.beginRest(context.uri);
    return this.#presenter.show(match, 'running request', this.#callOf(context, signal, { view }));
  }

  /** The cursor has moved without an edit, or away (null). VS Code removes ghost text at another position. */
  moved(context: CursorContext | null): void {
    this.#deletedText = new DeletedText(context);
    this.#scheduler.onMove(context);
    this.#presenter.onMove(context);
    this.#hidingEntry.clear();
  }

  /** Cancels the request that waits in a document. */
  cancelWaiting(uri: string): void {
    this.#scheduler.cancel(uri);
  }

  /** Whether VS Code does not call for ghost text after keys: perhaps it is snoozed. */
  get isCallMissing(): boolean {
    return this.#scheduler.isCallMissing;
  }

  /** The user has accepted all of a ghost text, or all that was left of it. */
  accepted(characters: number): void {
    this.#presenter.onAccept(characters);
  }

  /** Whether the text before the cursor is the ghost text that was in view, accepted or typed to its end. */
  isWholeAt(context: CursorContext): boolean {
    return this.#presenter.isWholeAt(context);
  }

  /** Whether the text before the cursor is ghost text that was accepted as a whole. */
  isAcceptedAt(context: CursorContext): boolean {
    return this.#presenter.isAcceptedAt(context);
  }

  /** The whole text of the cache for a position; null for none. Sends no request. */
  knownText(context: CursorContext): Suggestion | null {
    const match = this.#requests.match(context);
    return match && wholeText(match, context);
  }

  /** The text beyond a shown line, as the next candidate; null for none, or if the setting `multiline` decides. */
  nextCandidate(context: CursorContext, shown: Suggestion): Suggestion | null {
    if (this.#multiline !== 'auto') return null;
    const match = this.#requests.match(context);
    // A running request may stop within a word.
    const all = match && match.request.outcome !== null ? wholeText(match, context) : null;
    return all && extendsText(shown, all) ? all : null;
  }

  /** The state of the completion at a position, for *Why Is There No Suggestion Here?*. Sends no request. */
  why(context: CursorContext, isOverBudget = false): Explanation {
    if (this.#settings === null) return { kind: 'unconfigured' };
    const match = this.#requests.match(context);
    if (match && this.#isDeleted(match, context)) return { kind: 'deleted' };
    if (match) return explainMatch(match, this.#presenter.lengthInView(match.request), context);
    const reason = this.#scheduler.reasonToWait(context, this.isAcceptedAt(context));
    return { kind: reason ?? (isOverBudget ? 'overBudget' : 'notRequested') };
  }

  /** Ends all requests, of one document or of all. */
  endAll(uri?: string): void {
    this.#presenter.endRest(uri);
    this.#scheduler.cancel(uri);
    this.#requests.endAll(uri);
  }

  /** Ends all requests and timers. */
  dispose(): void {
    this.configure(null);
    this.#presenter.onMove(null);
  }

  get #multiline(): Multiline {
    return this.#settings?.multiline ?? 'auto';
  }

  #callOf(
    context: CursorContext,
    signal: AbortSignal,
    call: Partial<Pick<Call, 'view' | 'entered' | 'isCurrent'>>,
  ): Call {
    const { view, entered = context, isCurrent } = call;
    const isUnwanted = (text: string) => this.#deletedText.isOfferedBy(text, context);
    return { context, entered, view, isCurrent, signal, multiline: this.#multiline, isUnwanted };
  }

  #noteHidden({ request }: CacheMatch, { context, entered, signal }: Call): void {
    if (entered === context || signal.aborted || request.text === '') return;
    if (!this.#requests.matchOf(request, entered)) this.#hidingEntry.onHidden(entered);
  }

  #isDeleted(match: CacheMatch, context: CursorContext): boolean {
    return this.#deletedText.isOfferedBy(wholeText(match, context)?.text ?? '', context);
  }
}

/** Whether the text typed meanwhile is another than the answer. An answer that ended before has a call of a later key. */
function isContradicted({ request, rest }: CacheMatch): boolean {
  return rest === null && request.outcome !== 'failed' && request.outcome !== 'contradicted';
}

function wholeText({ request, rest }: CacheMatch, context: CursorContext): Suggestion | null {
  const fitted = rest === null ? null : fit(rest, context, request.arrival);
  return fitted && { text: fitted.text, replaces: fitted.replaces };
}
