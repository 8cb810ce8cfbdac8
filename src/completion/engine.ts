import { type Answer, answerOf, type Wanted } from './answer.ts';
import type { CursorContext } from './cursorContext.ts';
import { EditorClosers } from './fit/editorClosers.ts';
import type { Origin } from './events.ts';
import { type Suggestion } from './suggestion.ts';
import { fit } from './fit/fit.ts';
import { extendsText, grow } from './growth.ts';
import type { FimSource, CompletionRequest } from './requests/completionRequest.ts';
import { LastText } from './lastText.ts';
import type { Mechanism } from './mechanisms.ts';
import { positionKey } from './positionKey.ts';
import { isQuietPlace, TypingRhythm } from './typingRhythm.ts';
import { DebouncedRequest } from './requests/debouncedRequest.ts';
import { makeSameRequests, type RequestParameters } from './prompt.ts';
import { Requests, type RequestsOptions } from './requests/requests.ts';
import { Rest } from './rest.ts';
import { Shown } from './shown.ts';
import type { Multiline } from './stop.ts';
import { type Why, whyOf } from './why.ts';

/** Everything the engine asks of the world. */
export interface EngineOptions extends RequestsOptions {
  /** Why no request may be sent, wanted by typing or explicitly; null where one may. What is known is shown anyway. */
  refusal?: (explicit: boolean) => Refusal | null;
  /**
   * Shows a text in place of the one in view; false if none is in view any more. The signal aborts once the cursor rests
   * there no longer. Without this function ghost text stays as it is until the next key.
   */
  replace?: (context: CursorContext, suggestion: Suggestion, signal: AbortSignal) => Promise<boolean>;
  /** Whether the text at a place can be replaced only once. */
  growsOnce?: boolean;
  /** Whether ghost text is shown only when it is whole, since a screen reader reads each change aloud. */
  showsWholeOnly?: () => boolean;
}

/** Why nothing may be asked: the host should be left alone for a while, or the user's budget is used up. */
export type Refusal = 'resting' | 'withheld';

/** What the user's settings and key make of a request. */
export interface EngineSettings extends RequestParameters {
  source: FimSource;
  /** Milliseconds without a key before an automatic request is sent; `auto` goes by the user's typing rhythm. */
  debounce: number | 'auto';
  /** `auto` unless told. */
  multiline?: Multiline;
}

/** The wait without the mechanism `pace`. */
const plainWaitMs = 75;

/**
 * From the text around a cursor to the text to show there. An answer comes from memory, from a request that the user is
 * typing along with, or from a new request once the keys have rested. It comes at the first sensible end; the stream is
 * read on, so that the next key finds the rest in memory.
 */
export class CompletionEngine {
  readonly #options: EngineOptions;
  readonly #requests: Requests;
  readonly #pace = new TypingRhythm();
  #settings: EngineSettings | null = null;
  #pending: DebouncedRequest | null = null;
  readonly #lastText = new LastText();
  readonly #shown: Shown;
  /** A request left with an edit, and nobody has asked for its text since: ghost text may be off in this editor. */
  #unclaimed = false;
  readonly #rest = new Rest();
  readonly #editorClosers = new EditorClosers();

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#requests = new Requests(options);
    this.#shown = new Shown(options.clock, options.emit);
  }

  /**
   * Takes over changed settings. If they change the requests, those that run end and all answers are forgotten.
   * @returns whether they do
   */
  configure(settings: EngineSettings | null): boolean {
    const isSame = makeSame(this.#settings, settings);
    this.#settings = settings;
    if (isSame) return false;
    this.#rest.end();
    this.#pending?.end();
    this.#requests.clear();
    return true;
  }

  /**
   * Hears what stands at the cursor after an edit. Requests for this document that it contradicts end at once, and where
   * the edit was a keystroke the next one is on its way before VS Code asks.
   * @param inserted what the edit put before the cursor, where it did nothing else: a part of the ghost text is an accept
   */
  changed(context: CursorContext, isKeystroke = true, inserted = ''): void {
    this.#rest.end();
    this.#editorClosers.edited(context, inserted);
    context.ahead = this.#editorClosers.known(context);
    if (this.#lastText.takePart(context, inserted)) {
      const suggestion = this.#shown.takenInPart();
      this.#options.emit({ type: 'accepted', suggestion, characters: inserted.length, partial: true });
    }
    this.#shown.edited(this.#stillShows(context), inserted);
    this.#requests.endContradicted(context);
    if (this.#pending?.uri === context.uri) this.#pending.end();
    if (!isKeystroke) return;
    const isKnown = this.#requests.known(context) !== undefined;
    this.#pace.key(this.#options.clock.now(), isKnown, context);
    if (this.#settings === null || isKnown || this.#unclaimed || !this.#has('early start')) return;
    this.#schedule(context, this.#settings);
  }

  /**
   * The text to show at a place, or null. An abort of the signal (the next key) ends the waiting, not the request: only
   * a keystroke that contradicts it does.
   * @param entered the place as it would be with the suggest widget's selected entry inserted, while one is: text is
   *   shown if it goes on from there. The request is for what the user has typed, whichever entry is selected.
   */
  async complete(context: CursorContext, signal: AbortSignal, entered = context): Promise<Suggestion | null> {
    const settings = this.#settings;
    if (settings === null) {
      this.#options.emit({ type: 'unconfigured' });
      return null;
    }
    this.#unclaimed = false;
    this.#rest.end();
    context.ahead = this.#editorClosers.known(context);
    entered.ahead = context.ahead;
    this.#requests.endContradicted(context);

    const known = this.#requests.known(context);
    if (known) {
      const origin = known.outcome === null ? 'in-flight' : 'memory';
      const suggestion = await this.#answer(known, { typed: context, entered }, origin, signal);
      // One that has ended was ended by a later key, which has its own call, or failed.
      const isContradicted =
        known.outcome !== 'failed' &&
        known.outcome !== 'contradicted' &&
        this.#requests.restOf(known, context) === null;
      if (suggestion || signal.aborted || !isContradicted) return suggestion;
      // What came was not what the user has typed meanwhile: the wait has been long enough to ask anew.
      this.#requests.endContradicted(context);
    }

    const request = await this.#requestFor(context, signal);
    return request && !signal.aborted ? this.#answer(request, { typed: context, entered }, 'request', signal) : null;
  }

  /**
   * The text for a place whose call VS Code has ended while the cursor rests there; null if none is on its way, or after a
   * key or a move. Sends no request.
   */
  late(context: CursorContext): Promise<Suggestion | null> {
    const request = this.#requests.known(context);
    if (!request) return Promise.resolve(null);
    return this.#answer(request, { typed: context, entered: context }, 'in-flight', this.#rest.begin(context.uri));
  }

  /** Hears where the cursor is, without an edit: VS Code takes away ghost text that stands elsewhere; null for nowhere. */
  moved(context: CursorContext | null): void {
    this.#rest.end();
    if (context === null || !this.#stillShows(context)) this.#shown.gone();
  }

  /** Hears that the user has taken a ghost text whole, or the last piece of it. */
  accepted(characters: number): void {
    const suggestion = this.#shown.takenWhole();
    this.#options.emit({ type: 'accepted', suggestion, characters, partial: false });
  }

  /** The whole text that memory has for a place; null for none. Sends no request. */
  known(context: CursorContext): Suggestion | null {
    const request = this.#requests.known(context);
    return request ? this.#textOf(request, context) : null;
  }

  /** The text beyond a shown line, as the next candidate; null for none, or if the setting `multiline` decides. */
  nextCandidate(context: CursorContext, shown: Suggestion): Suggestion | null {
    if ((this.#settings?.multiline ?? 'auto') !== 'auto') return null;
    const request = this.#requests.known(context);
    // A running request may stop within a word.
    const all = request && request.outcome !== null ? this.#textOf(request, context) : null;
    return all && extendsText(shown, all) ? all : null;
  }

  /** What has become of the completion for a place, for a user who wonders why there is none. Asks for nothing. */
  why(context: CursorContext): Why {
    if (this.#settings === null) return { kind: 'unconfigured' };
    const known = this.#requests.known(context);
    if (known) {
      const handedOut = this.#shown.request === known ? this.#shown.text.length : 0;
      return whyOf(known, this.#requests.restOf(known, context) ?? '', handedOut, context);
    }
    if (this.#pending?.isPending && this.#pending.place === positionKey(context)) return { kind: 'waiting' };
    if (this.#isQuiet(context)) return { kind: 'quiet' };
    return { kind: this.#options.refusal?.(false) ?? 'unasked' };
  }

  /** Ends all requests, of one document or of all. */
  endAll(uri?: string): void {
    this.#rest.end(uri);
    if (uri === undefined || this.#pending?.uri === uri) this.#pending?.end();
    this.#requests.endAll(uri);
  }

  /** The end: no request, timer or wish for one is left. */
  dispose(): void {
    this.#settings = null;
    this.endAll();
    this.#shown.gone();
  }

  /** Sends a request once the keys have rested, or joins the one that waits for that; null where nobody wants one. */
  async #requestFor(context: CursorContext, signal: AbortSignal): Promise<CompletionRequest | null> {
    const settings = this.#settings;
    if (settings === null) return null;
    const pending = this.#pending;
    const isSame = pending?.isPending && pending.place === positionKey(context) && !context.explicit;
    const request = await (isSame ? pending : this.#schedule(context, settings)).sentFor(signal);
    if (request !== undefined) return request;
    // Changed settings end what waits, but not the wish for it.
    return signal.aborted || settings === this.#settings ? null : this.#requestFor(context, signal);
  }

  #schedule(context: CursorContext, settings: EngineSettings): DebouncedRequest {
    this.#pending?.end();
    const { clock } = this.#options;
    const send = () => {
      if (!context.explicit && this.#isQuiet(context)) return null;
      return this.#requests.known(context) ?? (this.#mayAsk(context) ? this.#ask(context, settings) : null);
    };
    this.#pending = new DebouncedRequest(context, this.#waitAt(context, settings), clock, send);
    return this.#pending;
  }

  #textOf(request: CompletionRequest, context: CursorContext): Suggestion | null {
    const rest = this.#requests.restOf(request, context);
    const fitted = rest === null ? null : fit(rest, context, request.arrival);
    return fitted && { text: fitted.text, replaces: fitted.replaces };
  }

  /** Whether the suggestion in view fits to this place, too: it was typed along. */
  #stillShows(context: CursorContext): boolean {
    const { request } = this.#shown;
    return request !== null && this.#requests.restOf(request, context) !== null;
  }

  #mayAsk({ explicit }: CursorContext): boolean {
    const { refusal, emit } = this.#options;
    const refused = refusal?.(explicit) ?? null;
    if (refused === 'withheld') emit({ type: 'withheld', explicit });
    return refused === null;
  }

  #isQuiet(context: CursorContext): boolean {
    return this.#has('quiet places') && !this.#lastText.wasTaken(context) && isQuietPlace(context);
  }

  #waitAt(context: CursorContext, { debounce }: EngineSettings): number {
    if (context.explicit || this.#lastText.wasTaken(context)) return 0;
    if (debounce !== 'auto') return debounce;
    return this.#has('pace') ? this.#pace.wait : plainWaitMs;
  }

  #ask(context: CursorContext, settings: EngineSettings): CompletionRequest {
    this.#unclaimed = true;
    return this.#requests.ask(context, settings, settings.source, this.#editorClosers.at(context));
  }

  async #answer(
    request: CompletionRequest,
    { typed, entered: context }: { typed: CursorContext; entered: CursorContext },
    origin: Origin,
    signal: AbortSignal,
  ): Promise<Suggestion | null> {
    this.#unclaimed = false;
    const settings = this.#settings;
    if (settings === null) return null;
    const wanted: Wanted = {
      context,
      multiline: settings.multiline ?? 'auto',
      restOf: (one: CompletionRequest) => this.#requests.restOf(one, context),
      isTypedAlong: request.place !== positionKey(typed),
      // The setting is read only while there is text to wait for.
      mayBeEarly: this.#has('early answer') && !(request.outcome === null && this.#options.showsWholeOnly?.()),
      clock: this.#options.clock,
    };
    const answer = await answerOf(request, wanted, signal);
    if (!this.#has('read on')) request.end();
    // Who has ended meanwhile shows nothing any more.
    if (answer === undefined || this.#settings === null) return null;
    this.#report(answer, origin);
    this.#shown.answered(request, answer.suggestion?.text ?? null);
    if (!answer.suggestion) return null;
    this.#lastText.handedOut(context, answer.suggestion.text);
    // A text that follows the selected entry of the suggestion list is drawn together with it.
    if (!answer.isWhole && context === typed) this.#grow(request, wanted, answer.suggestion);
    return answer.suggestion;
  }

  #grow(request: CompletionRequest, wanted: Wanted, suggestion: Suggestion): void {
    const { replace, growsOnce = false, emit } = this.#options;
    if (!replace || !this.#has('growth')) return;
    const { context } = wanted;
    const signal = this.#rest.begin(context.uri);
    const show = async (next: Suggestion): Promise<boolean> => {
      const isShown = await replace(context, next, signal);
      if (!isShown || signal.aborted) return false;
      this.#shown.answered(request, next.text);
      this.#lastText.handedOut(context, next.text);
      emit({ type: 'grown', shown: next.text.length });
      return true;
    };
    void grow(request, wanted, suggestion, { show, growsOnce, lastKeyAt: this.#pace.lastKeyAt }, signal);
  }

  #report(answer: Answer, origin: Origin): void {
    const { emit } = this.#options;
    if (answer.suggestion) emit({ type: 'answered', origin, shown: answer.suggestion.text.length });
    else if (answer.reason === 'empty') emit({ type: 'nothing', origin, reason: 'empty' });
    else if (answer.reason === 'filtered') emit({ type: 'nothing', origin, reason: 'filtered', filter: answer.filter });
  }

  #has(mechanism: Mechanism): boolean {
    return !this.#options.without?.has(mechanism);
  }
}

/** Whether two settings make the same requests to the same host. */
function makeSame(one: EngineSettings | null, other: EngineSettings | null): boolean {
  return one !== null && one.source === other?.source && makeSameRequests(one, other);
}
