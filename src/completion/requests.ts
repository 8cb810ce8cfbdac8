import type { Clock } from '../mistral/clock.ts';
import { SDKError } from '../mistral/errors.ts';
import { noPreamble, type Preamble } from './context/preamble.ts';
import type { CursorContext } from './cursorContext.ts';
import type { EngineEvent } from './events.ts';
import { fitted } from './filters/index.ts';
import { type FimSource, InFlight } from './inFlight.ts';
import { hash } from './hash.ts';
import type { Mechanism } from './mechanisms.ts';
import { Memory, placeOf } from './memory.ts';
import { fimRequest, promptParts, type RequestParameters, type SentRequest } from './prompt.ts';

/** What requests ask of the world. */
export interface RequestsOptions {
  clock: Clock;
  /** Hears what happened, at once. */
  emit: (event: EngineEvent) => void;
  /** What a prompt says before the file's own text. A key waits for it, so it looks up what is chosen already. */
  preambleFor?: (context: CursorContext) => Preamble;
  /** Hears what is sent, source text and all. */
  onSent?: (sent: SentRequest) => void;
  /** Mechanisms to do without, to see what they are worth. */
  without?: ReadonlySet<Mechanism>;
}

/** How long a place where the model had nothing to say is left alone. */
const emptyForMs = 60_000;
/** A server may ask (`Retry-After`) for a rest, but not for so long that the user thinks Infill is broken. */
const longestRestMs = 60_000;

/** The requests that run and those that have ended, and which of them serves a place. */
export class Requests {
  readonly #options: RequestsOptions;
  readonly #memory = new Memory();
  readonly #running = new Set<InFlight>();
  #restUntil = 0;
  /** Counts the settings: what was asked under old ones serves nobody. */
  #turn = 0;
  /** The same for all documents of a window: what stands first in their prompts is the same, too. */
  readonly #cacheKey: string;

  constructor(options: RequestsOptions) {
    this.#options = options;
    this.#cacheKey = hash(String(options.clock.random()));
  }

  /** Whether the host wants to be left alone. */
  get isResting(): boolean {
    return this.#options.clock.now() < this.#restUntil;
  }

  /** The request that serves this place, running or ended; undefined where a new one is needed. */
  known(context: CursorContext): InFlight | undefined {
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

  /** What is left of a request's text at a place; null where it is contradicted there. */
  restOf(request: InFlight, context: CursorContext): string | null {
    for (const { request: one, rest } of this.#memory.recall(context)) if (one === request) return rest;
    return null;
  }

  /** Sends a request, and keeps what it brings. */
  ask(context: CursorContext, parameters: RequestParameters, source: FimSource): InFlight {
    const { clock, emit, preambleFor, onSent } = this.#options;
    const turn = this.#turn;
    const request = new InFlight(context, parameters.model, clock, emit);
    this.#running.add(request);
    this.#memory.keep(request);
    const parts = promptParts(context, preambleFor?.(context) ?? noPreamble);
    const body = fimRequest(parts, context.suffix, parameters, this.#cacheKey);
    onSent?.({ request: body, parts, uri: context.uri, language: context.language, isFill: false });
    void request.run(source, body, context).then(() => {
      this.#running.delete(request);
      if (turn === this.#turn) this.#ended(request);
    });
    return request;
  }

  /** Ends the requests of this document that the text at the cursor contradicts. */
  endContradicted(context: CursorContext): void {
    if (this.#running.size === 0) return;
    const agreeing = new Set([...this.#memory.recall(context)].map(({ request }) => request));
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
    this.#turn++;
    this.#restUntil = 0;
    this.endAll();
    this.#memory.clear();
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

  #has(mechanism: Mechanism): boolean {
    return !this.#options.without?.has(mechanism);
  }
}
