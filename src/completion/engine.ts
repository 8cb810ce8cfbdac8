import type { Clock } from '../mistral/clock.ts';
import { SDKError } from '../mistral/errors.ts';
import { type Answer, answerOf } from './answer.ts';
import type { CursorContext } from './cursorContext.ts';
import type { EngineEvent, Origin } from './events.ts';
import type { Suggestion } from './filters/filter.ts';
import { fitted } from './filters/index.ts';
import { type FimSource, InFlight } from './inFlight.ts';
import type { Mechanism } from './mechanisms.ts';
import { Memory, placeOf } from './memory.ts';
import { isQuietPlace, Pace } from './pace.ts';
import { PendingRequest } from './pendingRequest.ts';
import { fimRequest, type RequestParameters } from './prompt.ts';
import { Shown } from './shown.ts';
import { type Why, whyOf } from './why.ts';

/** Everything the engine asks of the world. */
export interface EngineOptions {
  clock: Clock;
  /** Hears what happened, at once. */
  emit: (event: EngineEvent) => void;
  /** Whether a request may be sent, asked for by typing or explicitly; yes unless told. What is known is shown anyway. */
  mayAsk?: (explicit: boolean) => boolean;
  /** Mechanisms to do without, to see what they are worth. */
  without?: ReadonlySet<Mechanism>;
}

/** What the user's settings and key make of a request. */
export interface EngineSettings extends RequestParameters {
  source: FimSource;
  /** Milliseconds without a key before an automatic request is sent; `auto` goes by the user's typing rhythm. */
  debounce: number | 'auto';
}

/** The wait without the mechanism `pace`. */
const plainWaitMs = 75;
/** How long a place where the model had nothing to say is left alone. */
const emptyForMs = 60_000;
/** A server may ask (`Retry-After`) for a rest, but not for so long that the user thinks Infill is broken. */
const longestRestMs = 60_000;

/**
 * From the text around a cursor to the text to show there. An answer comes from memory, from a request that the user is
 * typing along with, or from a new request once the keys have rested. It comes at the first sensible end; the stream is
 * read on, so that the next key finds the rest in memory.
 */
export class CompletionEngine {
  readonly #options: EngineOptions;
  readonly #memory = new Memory();
  readonly #running = new Set<InFlight>();
  #pace = new Pace();
  #settings: EngineSettings | null = null;
  #pending: PendingRequest | null = null;
  #lastShown = { place: '', text: '' };
  readonly #shown: Shown;
  /** A request left with an edit, and nobody has asked for its text since: ghost text may be off in this editor. */
  #unclaimed = false;
  #restUntil = 0;
  /** Tells this session's prompt cache keys from those of others. */
  readonly #session: string;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#session = String(options.clock.random());
    this.#shown = new Shown(options.clock, options.emit);
  }

  /** Takes over changed settings. Requests under the old ones end, and what they brought is forgotten. */
  configure(settings: EngineSettings | null): void {
    this.#settings = settings;
    this.#restUntil = 0;
    this.endAll();
    this.#memory.clear();
  }

  /**
   * Hears what stands at the cursor after an edit. Requests for this document that it contradicts end at once, and where
   * the edit was a keystroke the next one is on its way before VS Code asks.
   * @param inserted what the edit put before the cursor, where it did nothing else: a part of the ghost text is an accept
   */
  changed(context: CursorContext, isKeystroke = true, inserted = ''): void {
    this.#countPart(context, inserted);
    this.#shown.edited(this.#stillShows(context), inserted);
    this.#endContradicted(context);
    if (this.#pending?.uri === context.uri) this.#pending.end();
    if (!isKeystroke) return;
    const isKnown = this.#known(context) !== undefined;
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
    this.#endContradicted(context);

    const known = this.#known(context);
    if (known) {
      const origin = known.outcome === null ? 'in-flight' : 'memory';
      const suggestion = await this.#answer(known, { typed: context, entered }, origin, signal);
      // One that has ended was ended by a later key, which has its own call, or failed.
      const isContradicted =
        known.outcome !== 'failed' && known.outcome !== 'contradicted' && this.#restOf(known, context) === null;
      if (suggestion || signal.aborted || !isContradicted) return suggestion;
      // What came was not what the user has typed meanwhile: the wait has been long enough to ask anew.
      this.#endContradicted(context);
    }

    const request = await this.#requestFor(context, signal);
    return request && !signal.aborted ? this.#answer(request, { typed: context, entered }, 'request', signal) : null;
  }

  /** Hears where the cursor is, without an edit: VS Code takes away ghost text that stands elsewhere; null for nowhere. */
  moved(context: CursorContext | null): void {
    if (context === null || !this.#stillShows(context)) this.#shown.gone();
  }

  /** Hears that the user has taken a ghost text whole, or the last piece of it. */
  accepted(characters: number): void {
    const suggestion = this.#shown.takenWhole();
    this.#options.emit({ type: 'accepted', suggestion, characters, partial: false });
  }

  /** What has become of the completion for a place, for a user who wonders why there is none. Asks for nothing. */
  why(context: CursorContext): Why {
    if (this.#settings === null) return { kind: 'unconfigured' };
    const known = this.#known(context);
    if (known) return whyOf(known, this.#restOf(known, context) ?? '', context);
    if (this.#pending?.isPending && this.#pending.place === placeOf(context)) return { kind: 'waiting' };
    if (this.#options.clock.now() < this.#restUntil) return { kind: 'resting' };
    if (this.#isQuiet(context)) return { kind: 'quiet' };
    return { kind: (this.#options.mayAsk?.(false) ?? true) ? 'unasked' : 'withheld' };
  }

  /** Ends all requests, of one document or of all. */
  endAll(uri?: string): void {
    for (const request of [this.#pending, ...this.#running]) {
      if (request && (uri === undefined || request.uri === uri)) request.end();
    }
  }

  /** The request that serves this place, running or ended; undefined where a new one is needed. */
  #known(context: CursorContext): InFlight | undefined {
    for (const { request, rest } of this.#memory.recall(context)) {
      const { outcome } = request;
      if (outcome === null) {
        if (this.#has('join')) return request;
      } else if (rest.trim() !== '') {
        // Who asks for it does not want to hear again that nothing of it can be shown.
        if (context.explicit && fitted(rest, context) === null) continue;
        if (this.#has('typed through') || request.place === placeOf(context)) return request;
      } else if (!context.explicit && (request.text.trim() === '' || (request.endedByItself && this.#has('ends')))) {
        // Here the model has ended its text, or had none: the text below goes on.
        if (this.#options.clock.now() - request.endedAt < emptyForMs) return request;
      }
    }
    return undefined;
  }

  #endContradicted(context: CursorContext): void {
    if (this.#running.size === 0) return;
    const agreeing = new Set([...this.#memory.recall(context)].map(({ request }) => request));
    for (const request of this.#running) {
      if (request.uri === context.uri && !(agreeing.has(request) && this.#has('join'))) request.end();
    }
  }

  /** Sends a request once the keys have rested, or joins the one that waits for that; null where nobody wants one. */
  async #requestFor(context: CursorContext, signal: AbortSignal): Promise<InFlight | null> {
    const settings = this.#settings;
    if (settings === null) return null;
    const pending = this.#pending;
    const isSame = pending?.isPending && pending.place === placeOf(context) && !context.explicit;
    const request = await (isSame ? pending : this.#schedule(context, settings)).sentFor(signal);
    if (request !== undefined) return request;
    // Changed settings end what waits, but not the wish for it.
    return signal.aborted || settings === this.#settings ? null : this.#requestFor(context, signal);
  }

  #schedule(context: CursorContext, settings: EngineSettings): PendingRequest {
    this.#pending?.end();
    const { clock } = this.#options;
    const send = () => {
      if (!context.explicit && (clock.now() < this.#restUntil || this.#isQuiet(context))) return null;
      const known = this.#known(context);
      if (known || this.#mayAsk(context)) return known ?? this.#ask(context, settings);
      return null;
    };
    this.#pending = new PendingRequest(context, this.#waitAt(context, settings), clock, send);
    return this.#pending;
  }

  /** VS Code tells nobody that a word or a line of a ghost text was accepted (1.139.1), but no key writes as much, white space apart. */
  #countPart(context: CursorContext, inserted: string): void {
    const { place, text } = this.#lastShown;
    if (inserted.length < 2 || inserted.trim() === '' || inserted.length >= text.length || !text.startsWith(inserted))
      return;
    if (place !== placeOf({ ...context, prefix: context.prefix.slice(0, -inserted.length) })) return;
    this.#lastShown = { place: placeOf(context), text: text.slice(inserted.length) };
    const suggestion = this.#shown.takenInPart();
    this.#options.emit({ type: 'accepted', suggestion, characters: inserted.length, partial: true });
  }

  /** Whether the suggestion in view fits to this place, too: it was typed along. */
  #stillShows(context: CursorContext): boolean {
    const { request } = this.#shown;
    return request !== null && this.#restOf(request, context) !== null;
  }

  #mayAsk({ explicit }: CursorContext): boolean {
    const { mayAsk, emit } = this.#options;
    if (mayAsk?.(explicit) ?? true) return true;
    emit({ type: 'withheld', explicit });
    return false;
  }

  #isQuiet(context: CursorContext): boolean {
    return this.#has('quiet places') && !this.#wasAccepted(context) && isQuietPlace(context);
  }

  #waitAt(context: CursorContext, { debounce }: EngineSettings): number {
    if (context.explicit || this.#wasAccepted(context)) return 0;
    if (debounce !== 'auto') return debounce;
    return this.#has('pace') ? this.#pace.wait : plainWaitMs;
  }

  /** Whether the text shown last was taken as a whole just now. */
  #wasAccepted(context: CursorContext): boolean {
    const { place, text } = this.#lastShown;
    if (text.length < 2 || !context.prefix.endsWith(text)) return false;
    return place === placeOf({ ...context, prefix: context.prefix.slice(0, -text.length) });
  }

  #ask(context: CursorContext, settings: EngineSettings): InFlight {
    const { clock, emit } = this.#options;
    const request = new InFlight(context, settings.model, clock, emit);
    this.#running.add(request);
    this.#memory.keep(request);
    this.#unclaimed = true;
    void request.run(settings.source, fimRequest(context, settings, this.#session), context).then(() => {
      this.#running.delete(request);
      if (settings === this.#settings) this.#ended(request);
    });
    return request;
  }

  #ended(request: InFlight): void {
    const { outcome, error, text } = request;
    // What came before a key contradicted it is good again once that is taken back.
    if (outcome === 'failed' || (outcome === 'contradicted' && text === '')) this.#memory.forget(request);
    else this.#memory.keep(request);
    if (error instanceof SDKError && error.retryAfterMs !== null) {
      const milliseconds = Math.min(error.retryAfterMs, longestRestMs);
      this.#restUntil = this.#options.clock.now() + milliseconds;
      this.#options.emit({ type: 'resting', milliseconds });
    }
  }

  async #answer(
    request: InFlight,
    { typed, entered: context }: { typed: CursorContext; entered: CursorContext },
    origin: Origin,
    signal: AbortSignal,
  ): Promise<Suggestion | null> {
    this.#unclaimed = false;
    const wanted = {
      context,
      restOf: (one: InFlight) => this.#restOf(one, context),
      isTypedAlong: request.place !== placeOf(typed),
      mayBeEarly: this.#has('early answer'),
      clock: this.#options.clock,
    };
    const answer = await answerOf(request, wanted, signal);
    if (!this.#has('read on')) request.end();
    if (answer === undefined) return null;
    this.#report(answer, origin);
    this.#shown.answered(request, answer.suggestion?.text ?? null);
    if (answer.suggestion) this.#lastShown = { place: placeOf(context), text: answer.suggestion.text };
    return answer.suggestion;
  }

  #report(answer: Answer, origin: Origin): void {
    const { emit } = this.#options;
    if (answer.suggestion) emit({ type: 'answered', origin, shown: answer.suggestion.text.length });
    else if (answer.reason === 'empty') emit({ type: 'nothing', origin, reason: 'empty' });
    else if (answer.reason === 'filtered') emit({ type: 'nothing', origin, reason: 'filtered', filter: answer.filter });
  }

  #restOf(request: InFlight, context: CursorContext): string | null {
    for (const { request: one, rest } of this.#memory.recall(context)) if (one === request) return rest;
    return null;
  }

  #has(mechanism: Mechanism): boolean {
    return !this.#options.without?.has(mechanism);
  }
}
