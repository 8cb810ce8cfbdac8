import type { CircuitBreaker } from './circuitBreaker.ts';
import { type CursorContext, isInsideWord } from './cursorContext.ts';
import { type Explanation, explainMatch } from './explanation.ts';
import { DeletedText } from './deletedText.ts';
import { EditorClosers } from './fit/editorClosers.ts';
import { fit } from './fit/fit.ts';
import { extendsText, type View } from './ghostTextGrowth.ts';
import { HidingEntry } from './hidingEntry.ts';
import { type Call, Presenter } from './presenter.ts';
import { makeSameRequests, type RequestParameters } from './prompt/prompt.ts';
import { ProviderCalls } from './providerCalls.ts';
import type { CacheMatch } from './requests/completionCache.ts';
import type { FimSource } from './requests/completionRequest.ts';
import type { DebouncedRequest } from './requests/debouncedRequest.ts';
import { Requests, type RequestsOptions } from './requests/requests.ts';
import { RequestScheduler } from './requests/requestScheduler.ts';
import { noPreamble, type Preamble } from './prompt/snippet.ts';
import type { Multiline } from './shownExtent.ts';
import type { Suggestion } from './suggestion.ts';

/** The parts that the engine depends on. */
export interface EngineOptions extends RequestsOptions {
  /** Keeps the requests of typing from a host that fails. Default: none. */
  breaker?: Pick<CircuitBreaker, 'maySend' | 'spacingLeft'>;
  /**
   * The terms of a request at a position. The engine calls it when it sends the request: a snippet may be excluded, or
   * the budget used up, during the wait. Default: no snippets, no budget.
   */
  termsFor?: (context: CursorContext) => RequestTerms;
}

/** The user's settings and key, as requests need them. */
export interface EngineSettings extends RequestParameters {
  source: FimSource;
  /** Milliseconds without a key before typing sends a request; `auto` depends on the typing rhythm. */
  debounce: number | 'auto';
  /** Default: `auto`. */
  multiline?: Multiline;
}

/** The content of a request from other files, and whether it may be sent. */
export interface RequestTerms {
  preamble: Preamble;
  /** Whether the budget forbids a request. */
  isOverBudget: boolean;
}

const defaultTerms: RequestTerms = { preamble: noPreamble, isOverBudget: false };

/**
 * When a call may send a request: after the usual wait, after this time in milliseconds, or not at all. The cache answers
 * in any case.
 */
export type Asks = 'now' | number | 'never';

/** A call of VS Code for ghost text. */
export interface CallOptions {
  /** Default: `now`. An explicit trigger always asks. */
  asks?: Asks;
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
  readonly #calls = new ProviderCalls();
  readonly #hidingEntry = new HidingEntry();

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#requests = new Requests(options);
    this.#scheduler = new RequestScheduler(options.clock);
    this.#presenter = new Presenter(options, this.#requests);
  }

  /**
   * Applies changed settings. If they change the requests, all requests end and all answers are forgotten.
   * @returns whether they do
   */
  configure(settings: EngineSettings | null): boolean {
    const isSame = makeSame(this.#settings, settings);
    this.#settings = settings;
    if (isSame) return false;
    this.#presenter.endRest();
    this.#scheduler.cancel();
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

  /** The user has deleted text at the cursor. It is not offered again right away, and nothing is asked until VS Code calls. */
  deleted(context: CursorContext): void {
    const before = this.#deletedText;
    this.changed(context, false);
    this.#deletedText = before.after(context);
  }

  /** The edit reported last was the user's typing: the next request is scheduled before VS Code calls. */
  typed(context: CursorContext): void {
    context.ahead = this.#editorClosers.known(context);
    const isMatched = this.#requests.match(context) !== null;
    this.#scheduler.onKey(isMatched, context);
    this.#calls.onKey(this.#options.clock.now());
    const isCallKnown = !this.#calls.isMissing && !this.#hidingEntry.isSelected;
    if (this.#settings && !isMatched && isCallKnown) this.#schedule(context, this.#settings);
  }

  /**
   * The text to show at a position; null for none. The signal ends the wait, not the request: only a key that
   * contradicts the request ends it.
   */
  async complete(
    context: CursorContext,
    signal: AbortSignal,
    { entered = context, view, isCurrent, asks = 'now' }: CallOptions = {},
  ): Promise<Suggestion | null> {
    if (this.#settings === null) {
      this.#options.emit({ type: 'unconfigured' });
      return null;
    }
    this.#calls.onCall();
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
    const sent = await this.#matchFor(context, signal, context.explicit ? 'now' : asks);
    if (sent) this.#calls.onCall();
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
    this.#calls.onCall();
    const signal = this.#presenter.beginRest(context.uri);
    return this.#presenter.show(match, 'running request', this.#callOf(context, signal, { view }));
  }

  /** The cursor has moved without an edit, or away (null). VS Code removes ghost text at another position. */
  moved(context: CursorContext | null): void {
    this.#deletedText = new DeletedText(context);
    this.#presenter.onMove(context);
    this.#hidingEntry.clear();
  }

  /** Whether VS Code does not call for ghost text after keys: perhaps it is snoozed. */
  get isCallMissing(): boolean {
    return this.#calls.isMissing;
  }

  /** The user has accepted all of a ghost text, or all that was left of it. */
  accepted(characters: number): void {
    this.#presenter.onAccept(characters);
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
    if (this.#isQuiet(context)) return { kind: 'insideWord' };
    if (this.#options.breaker?.maySend(false) === false) return { kind: 'circuitOpen' };
    if (this.#scheduler.waitingAt(context)) return { kind: 'waiting' };
    return { kind: isOverBudget ? 'overBudget' : 'notRequested' };
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

  /** The match of a position, once its request is sent; null if none is sent. */
  async #matchFor(context: CursorContext, signal: AbortSignal, asks: Asks): Promise<CacheMatch | null> {
    const settings = this.#settings;
    if (settings === null) return null;
    const waiting = context.explicit ? null : this.#scheduler.waitingAt(context);
    if (!waiting && asks === 'never') return null;
    const match = await (waiting ?? this.#schedule(context, settings, asks)).sentFor(signal);
    if (match !== undefined) return match;
    // Changed settings cancel the request, but a request is still needed.
    return signal.aborted || settings === this.#settings ? null : this.#matchFor(context, signal, asks);
  }

  #schedule(context: CursorContext, settings: EngineSettings, asks: Asks = 'now'): DebouncedRequest {
    const isWanted = context.explicit || this.#presenter.isAcceptedAt(context);
    const debounce = typeof asks === 'number' ? asks : settings.debounce;
    const send = () => {
      if (!context.explicit && this.#isQuiet(context)) return null;
      return this.#requests.match(context) ?? this.#send(context, settings);
    };
    const spacingLeft = () => {
      const left = this.#options.breaker?.spacingLeft(context.explicit) ?? 0;
      return left > 0 && this.#requests.match(context) ? 0 : left;
    };
    return this.#scheduler.schedule(context, isWanted ? 0 : debounce, send, spacingLeft);
  }

  /** Sends a request; null if none may be sent. */
  #send(context: CursorContext, settings: EngineSettings): CacheMatch | null {
    const { breaker, termsFor, emit } = this.#options;
    if (breaker?.maySend(context.explicit) === false) return null;
    const { preamble, isOverBudget } = termsFor?.(context) ?? defaultTerms;
    if (isOverBudget) {
      emit({ type: 'overBudget', explicit: context.explicit });
      return null;
    }
    this.#calls.onSend();
    return this.#requests.send(context, preamble, settings, this.#editorClosers.at(context));
  }

  #noteHidden({ request }: CacheMatch, { context, entered, signal }: Call): void {
    if (entered === context || signal.aborted || request.text === '') return;
    if (!this.#requests.matchOf(request, entered)) this.#hidingEntry.onHidden(entered);
  }

  #isDeleted(match: CacheMatch, context: CursorContext): boolean {
    return this.#deletedText.isOfferedBy(wholeText(match, context)?.text ?? '', context);
  }

  #isQuiet(context: CursorContext): boolean {
    return isInsideWord(context) && !this.#presenter.isAcceptedAt(context);
  }
}

/** Whether two settings make the same requests to the same host. */
function makeSame(one: EngineSettings | null, other: EngineSettings | null): boolean {
  return one !== null && one.source === other?.source && makeSameRequests(one, other);
}

/** Whether the text typed meanwhile is another than the answer. An answer that ended before has a call of a later key. */
function isContradicted({ request, rest }: CacheMatch): boolean {
  return rest === null && request.outcome !== 'failed' && request.outcome !== 'contradicted';
}

function wholeText({ request, rest }: CacheMatch, context: CursorContext): Suggestion | null {
  const fitted = rest === null ? null : fit(rest, context, request.arrival);
  return fitted && { text: fitted.text, replaces: fitted.replaces };
}
