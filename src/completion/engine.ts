import type { Clock } from '../mistral/clock.ts';
import { SDKError } from '../mistral/errors.ts';
import { AnswerCache } from './cache.ts';
import type { CursorContext } from './cursorContext.ts';
import type { EngineEvent, Origin } from './events.ts';
import { fitted } from './filters/index.ts';
import type { Suggestion } from './filters/filter.ts';
import { type FimSource, InFlight } from './inFlight.ts';
import { fimRequest, type RequestParameters } from './prompt.ts';
import { type Progress, sensibleStop } from './stop.ts';
import { wait } from './wait.ts';

/** Everything the engine asks of the world. */
export interface EngineOptions {
  clock: Clock;
  /** Hears what happened, at once. */
  emit: (event: EngineEvent) => void;
}

/** What the user's settings and key make of a request. */
export interface EngineSettings extends RequestParameters {
  source: FimSource;
  /** Milliseconds without a key before an automatic request is sent. */
  debounceMs: number;
}

/** How many requests, running or ended, later keystrokes are held against. */
const maxRemembered = 4;
/** A server may ask (`Retry-After`) for a rest, but not for so long that the user thinks Infill is broken. */
const longestRestMs = 60_000;

/**
 * From the text around a cursor to the text to show there. An answer comes from the cache, from a request that the user
 * is typing along with, or from a new request once the keys have rested. It comes at the first sensible end; the stream
 * is read on, so that the next key finds the rest in memory.
 */
export class CompletionEngine {
  readonly #options: EngineOptions;
  readonly #cache = new AnswerCache();
  #settings: EngineSettings | null = null;
  /** The newest first. */
  #remembered: InFlight[] = [];
  #restUntil = 0;

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  /** Takes over changed settings. Requests under the old ones end, and what they brought is forgotten. */
  configure(settings: EngineSettings | null): void {
    this.#settings = settings;
    this.#restUntil = 0;
    this.endAll();
    this.#cache.clear();
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
    this.changed(context);

    const cached = this.#cache.get(settings.model, entered);
    if (cached !== undefined && !(context.explicit && cached.text === '')) {
      return this.#shown(cached.text, cached.truncated ? 'cut' : 'complete', entered, 'cache') ?? null;
    }
    const running = this.#serving(context);
    if (running) return this.#answerOf(running, entered, 'in-flight', signal);

    if (!context.explicit) {
      await wait(settings.debounceMs, this.#options.clock, signal);
      if (signal.aborted || this.#settings !== settings || this.#options.clock.now() < this.#restUntil) return null;
    }
    // Another editor on the same document may have asked meanwhile.
    const request = this.#serving(context) ?? this.#ask(context, settings);
    return this.#answerOf(request, entered, 'request', signal);
  }

  /** Hears what stands at the cursor after an edit: requests for this document that it contradicts end at once. */
  changed(context: CursorContext): void {
    for (const request of this.#remembered) {
      if (request.context.uri === context.uri && request.rest(context) === null) request.end();
    }
  }

  /** Ends all requests, of one document or of all, and forgets them. */
  endAll(uri?: string): void {
    const ended = (request: InFlight) => uri === undefined || request.context.uri === uri;
    for (const request of this.#remembered.filter(ended)) request.end();
    this.#remembered = this.#remembered.filter((request) => !ended(request));
  }

  /** Whether a request for this document is running. */
  isAsking(uri: string): boolean {
    return this.#remembered.some((request) => request.context.uri === uri && request.outcome === null);
  }

  /** The newest request that the user is typing along with, running or with text left. */
  #serving(context: CursorContext): InFlight | undefined {
    return this.#remembered.find((request) => {
      if (request.outcome === 'failed' || request.outcome === 'contradicted') return false;
      const rest = request.rest(context);
      return rest !== null && (rest !== '' || request.outcome === null);
    });
  }

  #ask(context: CursorContext, settings: EngineSettings): InFlight {
    const request = new InFlight(fimRequest(context, settings), context, this.#options.clock, this.#options.emit);
    this.#remembered = [request, ...this.#remembered].slice(0, maxRemembered);
    void request.run(settings.source).then(() => {
      if (settings === this.#settings) this.#ended(request, settings.model);
    });
    return request;
  }

  #ended({ outcome, text, error, context }: InFlight, model: string): void {
    if (outcome === 'complete' || outcome === 'cut') {
      this.#cache.set(model, context, { text, truncated: outcome === 'cut' });
    } else if (error instanceof SDKError && error.retryAfterMs !== null) {
      this.#restUntil = this.#options.clock.now() + Math.min(error.retryAfterMs, longestRestMs);
    }
  }

  async #answerOf(
    request: InFlight,
    context: CursorContext,
    origin: Origin,
    signal: AbortSignal,
  ): Promise<Suggestion | null> {
    const suggestion = await request.until(() => {
      const rest = request.rest(context);
      const { outcome } = request;
      if (rest === null || outcome === 'failed' || outcome === 'contradicted') return null;
      return this.#shown(rest, outcome ?? 'running', context, origin);
    }, signal);
    return suggestion ?? null;
  }

  /** What is shown of a text; undefined while more of it has to come, null where nothing of it is worth showing. */
  #shown(text: string, progress: Progress, context: CursorContext, origin: Origin): Suggestion | null | undefined {
    const stop = sensibleStop(text, progress, context);
    if (stop === null) return undefined;
    const suggestion = fitted(text.slice(0, stop), context);
    this.#options.emit(
      suggestion === null
        ? { type: 'nothing', origin, reason: text.trim() === '' ? 'empty' : 'filtered' }
        : { type: 'answered', origin, shown: suggestion.text.length },
    );
    return suggestion;
  }
}
