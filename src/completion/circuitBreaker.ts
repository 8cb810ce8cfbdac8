import type { Clock } from '../base/clock.ts';
import { ConnectionError, RequestError, ResponseError, SDKError } from '../mistral/errors/errors.ts';
import { isUnknownModel } from '../mistral/errors/statusError.ts';
import type { RateLimit, RateLimits } from '../mistral/rateLimits.ts';
import type { EngineEvent } from './events.ts';
import { charactersPerToken } from './surroundings.ts';

type Ended = Extract<EngineEvent, { type: 'ended' }>;

/** Waits after a failure, in milliseconds. Each further failure in a row doubles the wait, up to the maximum. */
interface BackOff {
  first: number;
  max: number;
}

/** The host is busy or broken, or the connection was lost. A choice: a busy host gets more and more time. */
const busy: BackOff = { first: 2_000, max: 120_000 };
/** No host was reached. A choice: a further request is no load, and requests resume soon after the network returns. */
const away: BackOff = { first: 2_000, max: 5_000 };
/** The host refuses the key or the model. A choice: usually only the user can fix that, but a quota may be renewed. */
const refused: BackOff = { first: 300_000, max: 3_600_000 };

/** Maximum random share that is added to a wait. A choice: it spreads the requests of many windows and users. */
const jitter = 0.2;
/** Maximum wait that `Retry-After` can set, in milliseconds. A choice: a host may send any value. */
const maxRestMs = 3_600_000;
/** Below this share of a limit, the requests left are spread over the limit's time. A choice. */
const scarceShare = 0.25;
/**
 * Minimum time between requests, in milliseconds, that makes a limit of requests small. A choice: typing comes close to
 * such a limit, and hosts hold it by the second (Mistral's free plan: about one request a second).
 */
const minSmallSpacingMs = 500;
/** Maximum wait of an explicit request for a rate limit, in milliseconds. A choice: less than an error costs the user. */
const maxExplicitWaitMs = 1_000;

/**
 * Blocks requests of typing to a host that fails or refuses the key, and spaces them for its rate limits. After a failure it
 * blocks all of them for a time, then lets one pass as a probe. A request that works and began after the last failure
 * closes the circuit. Explicit requests always pass, and their results count like those of typing.
 */
export class CircuitBreaker {
  readonly #clock: Clock;
  readonly #emit: (event: EngineEvent) => void;
  /** Number of failures in a row; 0 while the circuit is closed. */
  #failures = 0;
  #failedAt = -Infinity;
  #until = -Infinity;
  /** Wait after the last failure, in milliseconds. */
  #wait = 0;
  /** Id of the running request that tests whether the host works again; null for none. */
  #probe: number | null = null;
  readonly #startedAt = new Map<number, number>();
  #requestedAt = -Infinity;
  #requestedTokens = 0;
  /** Minimum time between two requests that keeps within the rate limits, in milliseconds. */
  #spacing = 0;

  /** @param emit receives the events `resting` and `works` */
  constructor(clock: Clock, emit: (event: EngineEvent) => void) {
    this.#clock = clock;
    this.#emit = emit;
  }

  /** Whether a request may be sent. @param explicit whether the user triggered it, rather than typing */
  maySend(explicit: boolean): boolean {
    if (explicit) return true;
    return this.#isClosed && this.spacingLeft(false) === 0;
  }

  /**
   * Milliseconds that a request has to wait after the last one, for the host's rate limits; 0 for none. No request of
   * typing waits while the circuit is open: it is not sent.
   * @param explicit whether the user triggered it, rather than typing: it waits a short time or not at all
   */
  spacingLeft(explicit: boolean): number {
    const left = Math.max(0, this.#requestedAt + this.#spacing - this.#clock.now());
    const isSent = explicit ? left <= maxExplicitWaitMs : this.#isClosed;
    return isSent ? left : 0;
  }

  onEvent(event: EngineEvent): void {
    if (event.type === 'requested') {
      const now = this.#clock.now();
      this.#startedAt.set(event.id, now);
      this.#requestedAt = now;
      this.#requestedTokens = (event.prefix + event.suffix) / charactersPerToken;
      if (this.#failures > 0) this.#probe ??= event.id;
    } else if (event.type === 'ended') {
      this.#ended(event);
      this.#startedAt.delete(event.id);
      if (this.#probe === event.id) this.#probe = null;
    }
  }

  /** A response has reported what is left of the host's rate limits. One that reports none changes nothing. */
  onRateLimits({ requests, tokens }: RateLimits): void {
    if (requests.length === 0 && tokens.length === 0) return;
    const each = Math.max(1, this.#requestedTokens);
    const spacings = [
      ...requests.map(smallSpacing),
      ...requests.map((limit) => scarceSpacing(limit, 1)),
      ...tokens.map((limit) => scarceSpacing(limit, each)),
    ];
    this.#spacing = Math.max(0, ...spacings);
  }

  /** Closes the circuit: the host, the key or the model has changed. */
  reset(): void {
    this.#failures = 0;
    this.#failedAt = this.#until = -Infinity;
    this.#probe = null;
    this.#spacing = 0;
    this.#startedAt.clear();
  }

  get #isClosed(): boolean {
    return this.#clock.now() >= this.#until && this.#probe === null;
  }

  #ended({ id, outcome, firstTextMs, error }: Ended): void {
    const startedAt = this.#startedAt.get(id);
    // It began before a reset.
    if (startedAt === undefined) return;
    if (outcome === 'failed') {
      // Requests that ran at the same time fail for one reason, so they count once.
      if (this.#failures === 0 || startedAt >= this.#failedAt) this.#failed(error);
    } else if (outcome !== 'contradicted' || firstTextMs !== null) {
      // A request that began before the last failure does not show that the host works now.
      if (startedAt >= this.#failedAt) this.#works();
    } else if (this.#probe === id) {
      // A key has ended the probe before its result: the next probe has to wait.
      this.#rest(this.#wait);
    }
  }

  #failed(error: unknown): void {
    const backOff = backOffFor(error);
    if (backOff === null) return;
    const now = this.#clock.now();
    const grown = Math.min(backOff.first * 2 ** this.#failures, backOff.max) * (1 + jitter * this.#clock.random());
    // `Retry-After` may be absent, zero or in the past.
    const retryAfterMs = error instanceof ResponseError ? Math.min(error.retryAfterMs ?? 0, maxRestMs) : 0;
    this.#failures++;
    this.#failedAt = now;
    this.#wait = Math.max(grown, retryAfterMs, this.#requestedAt + this.#spacing - now);
    this.#rest(this.#wait);
  }

  #works(): void {
    this.#failures = 0;
    this.#until = -Infinity;
    this.#emit({ type: 'circuitClosed' });
  }

  #rest(milliseconds: number): void {
    this.#until = this.#clock.now() + milliseconds;
    this.#emit({ type: 'circuitOpen', milliseconds });
  }
}

/** The waits after an error; null if the error means that no request was sent. */
function backOffFor(error: unknown): BackOff | null {
  if (error instanceof SDKError) {
    if ([401, 402, 403, 404].includes(error.status)) return refused;
    return error.noAllowance || isUnknownModel(error) ? refused : busy;
  }
  if (error instanceof ConnectionError) return error.reason === 'lost' ? busy : away;
  return error instanceof RequestError ? null : busy;
}

/** Even spacing for a small limit of requests, in milliseconds; 0 for a large one, and for no allowance at all. */
function smallSpacing({ limit, windowMs }: RateLimit): number {
  const spacing = limit === 0 ? 0 : windowMs / limit;
  return spacing >= minSmallSpacingMs ? spacing : 0;
}

/** Spacing for what is left of a limit, in milliseconds. @param each amount of the limit that one request uses */
function scarceSpacing({ limit, remaining, windowMs }: RateLimit, each: number): number {
  return remaining >= scarceShare * limit ? 0 : windowMs / (Math.floor(remaining / each) + 1);
}
