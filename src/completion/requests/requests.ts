import type { Clock } from '../../base/clock.ts';
import { type CursorContext, lineAfter } from '../cursorContext.ts';
import type { EngineEvent } from '../events.ts';
import { editorsAhead } from '../fit/editorClosers.ts';
import { fit } from '../fit/fit.ts';
import { maskedPrompt } from '../prompt/maskedPrompt.ts';
import { fimRequest, promptParts, type RequestParameters } from '../prompt/prompt.ts';
import type { Preamble } from '../prompt/snippet.ts';
import { CacheMatch, CompletionCache } from './completionCache.ts';
import { CompletionRequest } from './completionRequest.ts';
import type { FimSource } from './fimSource.ts';

/** Time in which a position without an answer is not requested again while typing, in milliseconds. A choice. */
const emptyForMs = 60_000;

/** Maximum number of requests that run, in all documents. A choice: a user rarely returns to a document before the last. */
const maxRunning = 4;

/** The parts that requests depend on. */
export interface RequestsOptions {
  clock: Clock;
  emit: (event: EngineEvent) => void;
  /** Key under which the host caches the beginnings that prompts share; see `fimRequest`. */
  cacheKey: string;
}

/** The requests that run and those that have ended, and which of them serves a position. */
export class Requests {
  readonly #options: RequestsOptions;
  readonly #cache = new CompletionCache();
  readonly #running = new Set<CompletionRequest>();

  constructor(options: RequestsOptions) {
    this.#options = options;
  }

  /** The request that serves a position, running or ended; null if a new one is needed. */
  match(context: CursorContext): CacheMatch | null {
    for (const match of this.#cache.matches(context)) if (this.#serves(match, context)) return match;
    return null;
  }

  /** The match of a request at a position; null if its text does not agree with the text typed since. */
  matchOf(request: CompletionRequest, context: CursorContext): CacheMatch | null {
    for (const match of this.#cache.matches(context)) if (match.request === request) return match;
    return null;
  }

  /** Sends a request without what the editor inserted right of the cursor, and caches its text. */
  send(context: CursorContext, preamble: Preamble, parameters: RequestParameters & { source: FimSource }): CacheMatch {
    const { clock, emit, cacheKey } = this.#options;
    const request = new CompletionRequest(context, parameters.model, clock, emit);
    const [oldest] = this.#running;
    if (oldest && this.#running.size >= maxRunning) oldest.end();
    this.#running.add(request);
    this.#cache.add(request);
    const masked = maskedPrompt(context, preamble, parameters);
    const parts = promptParts(masked.context, masked.preamble);
    const body = fimRequest(parts, masked.context.suffix.slice(editorsAhead(context)), parameters, cacheKey);
    void request.run(parameters.source, body, parts, context, false, masked.secrets).then(() => {
      this.#running.delete(request);
      // The beginning of a contradicted text is right again once the contradicting key is undone.
      if (request.isUseless) this.#cache.delete(request);
      else this.#cache.add(request);
    });
    return new CacheMatch(request);
  }

  /** Ends the requests of this document whose text does not agree with the text at the cursor. */
  endContradicted(context: CursorContext): void {
    if (this.#running.size === 0) return;
    const agreeing = new Set([...this.#cache.matches(context)].map(({ request }) => request));
    for (const request of this.#running) if (request.uri === context.uri && !agreeing.has(request)) request.end();
  }

  /** Ends the requests that run, of one document or of all. */
  endAll(uri?: string): void {
    for (const request of this.#running) if (uri === undefined || request.uri === uri) request.end();
  }

  /** Ends all requests, and forgets their texts. */
  clear(): void {
    this.endAll();
    for (const request of this.#running) request.discard();
    this.#cache.clear();
  }

  #serves({ request, rest }: CacheMatch, context: CursorContext): boolean {
    if (request.outcome === null) return true;
    if (rest === null) return false;
    if (rest.trim() !== '' || (rest !== '' && lineAfter(context).trim() !== '')) {
      // An explicit trigger gets a new request rather than the same answer that cannot be shown.
      return !context.explicit || fit(rest, context, request.arrival) !== null;
    }
    // The model has ended its text here, or had none: the text below goes on.
    const isEnd = request.text.trim() === '' || request.endedByItself;
    return !context.explicit && isEnd && this.#options.clock.now() - request.endedAt < emptyForMs;
  }
}
