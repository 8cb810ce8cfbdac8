import type { Clock } from '../../base/clock.ts';
import type { CircuitBreaker } from '../circuitBreaker.ts';
import { type CursorContext, isInsideWord, isSamePosition } from '../cursorContext.ts';
import type { EngineSettings } from '../engineSettings.ts';
import type { EngineEvent } from '../events.ts';
import { positionKey } from '../positionKey.ts';
import { noPreamble, type Preamble } from '../prompt/snippet.ts';
import type { CacheMatch } from './completionCache.ts';
import { DebouncedRequest } from './debouncedRequest.ts';
import { ProviderCalls } from './providerCalls.ts';
import type { Requests } from './requests.ts';
import { TypingRhythm } from './typingRhythm.ts';

/** The parts that decide whether a request may be sent. */
export interface SchedulerOptions {
  clock: Clock;
  emit: (event: EngineEvent) => void;
  /** Keeps the requests of typing from a host that fails. Default: none. */
  breaker?: Pick<CircuitBreaker, 'maySend' | 'spacingLeft'>;
  /**
   * The terms of a request at a position. They are taken when the request is sent: a snippet may be excluded, or the
   * budget used up, during the wait. Default: no snippets, no budget.
   */
  termsFor?: (context: CursorContext) => RequestTerms;
}

/** The content of a request from other files, and whether it may be sent. */
export interface RequestTerms {
  preamble: Preamble;
  /** Whether the budget forbids a request. */
  isOverBudget: boolean;
}

const defaultTerms: RequestTerms = { preamble: noPreamble, isOverBudget: false };

/**
 * When a call may send a request: after the usual wait, after the usual wait and this time in milliseconds at least, or not
 * at all. The cache answers in any case.
 */
export type RequestTiming = 'debounced' | number | 'never';

/**
 * Sends requests: after a wait that depends on the user's typing and the host's rate limits, unless the host fails or the
 * budget is used up. At most one request waits.
 */
export class RequestScheduler {
  readonly #options: SchedulerOptions;
  readonly #requests: Requests;
  readonly #rhythm = new TypingRhythm();
  readonly #calls = new ProviderCalls();
  #settings: EngineSettings | null = null;
  #waiting: DebouncedRequest | null = null;
  /** The last key. */
  #key: { context: CursorContext; at: number } | null = null;

  constructor(options: SchedulerOptions, requests: Requests) {
    this.#options = options;
    this.#requests = requests;
  }

  /** Uses other settings for the next requests. A request that waits is cancelled; a call that waits for it gets another. */
  configure(settings: EngineSettings | null): void {
    this.#settings = settings;
    this.cancel();
  }

  /** Whether VS Code does not call for ghost text after keys: perhaps it is snoozed. */
  get isCallMissing(): boolean {
    return this.#calls.isMissing;
  }

  /** VS Code has called. */
  onCall(): void {
    this.#calls.onCall();
  }

  /**
   * The user has hit a key. The next request is scheduled before VS Code calls, unless a request serves the position.
   * @param isAccepted whether the text before the cursor is accepted ghost text
   * @param isHidden whether VS Code would not show the answer
   */
  onKey(context: CursorContext, isAccepted: boolean, isHidden: boolean): void {
    const isMatched = this.#requests.match(context) !== null;
    const at = this.#options.clock.now();
    this.#key = { context, at };
    this.#rhythm.onKey(at, isMatched, context);
    this.#calls.onKey(at);
    if (this.#settings && !isMatched && !isHidden && !this.#calls.isMissing)
      this.#schedule(context, this.#settings, isAccepted);
  }

  /** The match of a position for a call, once its request is sent; null if none is sent, or the signal aborts before. */
  async matchFor(
    context: CursorContext,
    signal: AbortSignal,
    isAccepted: boolean,
    timing: RequestTiming,
  ): Promise<CacheMatch | null> {
    const settings = this.#settings;
    if (settings === null) return null;
    const waiting = context.explicit ? null : this.#waitingAt(context);
    if (!waiting && !context.explicit && timing === 'never') return null;
    const match = await (waiting ?? this.#schedule(context, settings, isAccepted, timing)).sentFor(signal);
    if (match) this.onCall();
    if (match !== undefined) return match;
    // Changed settings cancel the request, but a request is still needed.
    if (signal.aborted || settings === this.#settings) return null;
    return this.matchFor(context, signal, isAccepted, timing);
  }

  /** Whether typing sends no request at a position now: within a word, while the host fails, or before the wait is over. */
  reasonToWait(context: CursorContext, isAccepted: boolean): 'insideWord' | 'circuitOpen' | 'waiting' | null {
    if (isQuiet(context, isAccepted)) return 'insideWord';
    if (this.#options.breaker?.maySend(false) === false) return 'circuitOpen';
    return this.#waitingAt(context) ? 'waiting' : null;
  }

  /** The cursor has moved without an edit, or away (null). A request that waits elsewhere is cancelled. */
  onMove(context: CursorContext | null): void {
    if (!context || !this.#waitingAt(context)) this.cancel();
  }

  /** Cancels the request that waits, in one document or in any. */
  cancel(uri?: string): void {
    if (uri === undefined || this.#waiting?.uri === uri) this.#waiting?.cancel();
  }

  #waitingAt(context: CursorContext): DebouncedRequest | null {
    const waiting = this.#waiting;
    return waiting?.isPending && waiting.key === positionKey(context) ? waiting : null;
  }

  #schedule(
    context: CursorContext,
    settings: EngineSettings,
    isAccepted: boolean,
    timing: RequestTiming = 'debounced',
  ): DebouncedRequest {
    const { clock, breaker } = this.#options;
    const { explicit } = context;
    this.#waiting?.cancel();
    const usual = settings.debounce === 'auto' ? this.#rhythm.wait : settings.debounce;
    const rest = typeof timing === 'number' ? Math.max(timing, usual) : usual - this.#sinceKey(context);
    const wait = explicit || isAccepted ? 0 : rest;
    const send = () => {
      if (!explicit && isQuiet(context, isAccepted)) return null;
      return this.#requests.match(context) ?? this.#send(context, settings);
    };
    const spacingLeft = () => {
      const left = breaker?.spacingLeft(explicit) ?? 0;
      return left > 0 && this.#requests.match(context) ? 0 : left;
    };
    this.#waiting = new DebouncedRequest(context, wait, clock, send, spacingLeft);
    return this.#waiting;
  }

  /** Sends a request; null if none may be sent. */
  #send(context: CursorContext, settings: EngineSettings): CacheMatch | null {
    const { breaker, termsFor, emit } = this.#options;
    const { explicit } = context;
    if (breaker?.maySend(explicit) === false) return null;
    const { preamble, isOverBudget } = termsFor?.(context) ?? defaultTerms;
    if (isOverBudget) {
      emit({ type: 'overBudget', explicit });
      return null;
    }
    this.#calls.onSend();
    return this.#requests.send(context, preamble, settings);
  }

  /** Milliseconds since the key that led to a position; 0 if none did. */
  #sinceKey(context: CursorContext): number {
    const key = this.#key;
    return key && isSamePosition(key.context, context) ? this.#options.clock.now() - key.at : 0;
  }
}

function isQuiet(context: CursorContext, isAccepted: boolean): boolean {
  return isInsideWord(context) && !isAccepted;
}
