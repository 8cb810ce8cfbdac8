import type { Clock } from '../../base/clock.ts';
import type { Target } from '../../mistral/wire/request.ts';
import { noPreamble, type Preamble } from '../preamble.ts';
import { type CursorContext, lineAfter } from '../cursorContext.ts';
import type { EngineEvent } from '../events.ts';
import { fit } from '../fit/fit.ts';
import { type FimSource, CompletionRequest } from './completionRequest.ts';
import type { Mechanism } from '../mechanisms.ts';
import { positionKey } from '../positionKey.ts';
import { CompletionCache } from './completionCache.ts';
import { fimRequest, promptParts, type RequestParameters, type SentRequest } from '../prompt.ts';

/** What requests ask of the world. */
export interface RequestsOptions {
  clock: Clock;
  /** Hears what happened, at once. */
  emit: (event: EngineEvent) => void;
  /** The same for all requests, since what stands first in their prompts is the same; see `fimRequest`. */
  cacheKey: string;
  /** What a prompt says before the file's own text. A key waits for it, so it looks up what is chosen already. */
  preambleFor?: (context: CursorContext) => Preamble;
  /** Hears what is sent, source text and all, each time that it is. */
  onSent?: (sent: SentRequest) => void;
  /** Mechanisms to do without, to see what they are worth. */
  without?: ReadonlySet<Mechanism>;
}

/** How long a place where the model had nothing to say is left alone. */
const emptyForMs = 60_000;

/** Of all documents: who types in one has hardly a use for more than the last of another. */
const maxRunning = 4;

/** The requests that run and those that have ended, and which of them serves a place. */
export class Requests {
  readonly #options: RequestsOptions;
  readonly #memory = new CompletionCache();
  readonly #running = new Set<CompletionRequest>();
  /** Counts the settings: what was asked under old ones serves nobody. */
  #generation = 0;

  constructor(options: RequestsOptions) {
    this.#options = options;
  }

  /** The request that serves this place, running or ended; undefined where a new one is needed. */
  known(context: CursorContext): CompletionRequest | undefined {
    for (const { request, rest } of this.#memory.match(context)) {
      const { outcome } = request;
      if (outcome === null) {
        if (this.#has('join')) return request;
      } else if (rest.trim() !== '' || (rest !== '' && lineAfter(context).trim() !== '')) {
        // Who asks for it does not want to hear again that nothing of it can be shown.
        if (context.explicit && fit(rest, context, request.arrival) === null) continue;
        if (this.#has('typed through') || request.place === positionKey(context)) return request;
      } else if (!context.explicit && (request.text.trim() === '' || (request.endedByItself && this.#has('ends')))) {
        // Here the model has ended its text, or had none: the text below goes on.
        if (this.#options.clock.now() - request.endedAt < emptyForMs) return request;
      }
    }
    return undefined;
  }

  /** What is left of a request's text at a place; null where it is contradicted there. */
  restOf(request: CompletionRequest, context: CursorContext): string | null {
    for (const { request: one, rest } of this.#memory.match(context)) if (one === request) return rest;
    return null;
  }

  /**
   * Sends a request, and keeps what it brings.
   * @param ahead how many characters right of the cursor the editor has put there: the model is asked as if without
   */
  ask(context: CursorContext, parameters: RequestParameters, source: FimSource, ahead = 0): CompletionRequest {
    const { clock, emit, cacheKey, preambleFor, onSent } = this.#options;
    const turn = this.#generation;
    const request = new CompletionRequest(context, parameters.model, clock, emit);
    const [oldest] = this.#running;
    if (oldest && this.#running.size >= maxRunning) oldest.end();
    this.#running.add(request);
    this.#memory.add(request);
    const parts = promptParts(context, preambleFor?.(context) ?? noPreamble);
    const body = fimRequest(parts, context.suffix.slice(ahead), parameters, cacheKey);
    const { uri, language } = context;
    const onSend = (target: Target) => onSent?.({ request: body, target, parts, uri, language, isFill: false });
    void request.run(source, body, context, onSend).then(() => {
      this.#running.delete(request);
      if (turn === this.#generation) this.#ended(request);
    });
    return request;
  }

  /** Ends the requests of this document that the text at the cursor contradicts. */
  endContradicted(context: CursorContext): void {
    if (this.#running.size === 0) return;
    const agreeing = new Set([...this.#memory.match(context)].map(({ request }) => request));
    for (const request of this.#running) {
      if (request.uri === context.uri && !(agreeing.has(request) && this.#has('join'))) request.end();
    }
  }

  /** Ends those that run, of one document or of all. */
  endAll(uri?: string): void {
    for (const request of this.#running) if (uri === undefined || request.uri === uri) request.end();
  }

  /** Ends all, and forgets what they brought. */
  clear(): void {
    this.#generation++;
    this.endAll();
    this.#memory.clear();
  }

  #ended(request: CompletionRequest): void {
    const { outcome, text } = request;
    // What came before a key contradicted it is good again once that is taken back.
    if (outcome === 'failed' || (outcome === 'contradicted' && text === '')) this.#memory.delete(request);
    else this.#memory.add(request);
  }

  #has(mechanism: Mechanism): boolean {
    return !this.#options.without?.has(mechanism);
  }
}
