import type { Clock } from '../base/clock.ts';
import { ConnectionError, RequestError, ResponseError, SDKError } from '../mistral/errors/errors.ts';
import { isUnknownModel } from '../mistral/errors/statusError.ts';
import type { RateLimit, RateLimits } from '../mistral/rateLimits.ts';
import type { EngineEvent } from './events.ts';
import { charactersPerToken } from './surroundings.ts';

type Ended = Extract<EngineEvent, { type: 'ended' }>;

/** How long typing asks for nothing after a failure, in milliseconds: doubled with each further one. */
interface BackOff {
  first: number;
  max: number;
}

/** The host is busy, broken or lost on the way: it should not be asked at every key. */
const busy: BackOff = { first: 2_000, max: 120_000 };
/** Nobody was reached, which costs nobody anything, and passes as soon as the network is back or the server is started. */
const away: BackOff = { first: 2_000, max: 5_000 };
/** Only the user can mend it, mostly; a quota may be filled again, or a model come back. */
const refused: BackOff = { first: 300_000, max: 3_600_000 };

/** Of each wait up to so much more, by chance: many windows and users should not come back in the same moment. */
const jitter = 0.2;
/** Hosts may ask (`Retry-After`) for a rest of any length; beyond this they are asked again all the same. */
const maxRestMs = 3_600_000;
/** From this share of a minute's limit on, what is left is spread over the minute. */
const scarceShare = 0.25;
const minuteMs = 60_000;

/**
 * A circuit breaker: keeps requests of typing away from a host that fails, refuses the key, or is about to limit the rate.
 * After a failure it lets nothing pass for a while, then one request to see whether the host works again; one that works,
 * and began after the last failure, closes the circuit. What the user asks for explicitly passes at once, and tells just as much.
 */
export class CircuitBreaker {
  readonly #clock: Clock;
  readonly #emit: (event: EngineEvent) => void;
  /** Failures in a row; none while the circuit is closed. */
  #failures = 0;
  #failedAt = -Infinity;
  #until = -Infinity;
  /** How long the wait is that follows the last failure. */
  #wait = 0;
  /** The request under way that shall tell whether the host works again. */
  #probe: number | null = null;
  readonly #startedAt = new Map<number, number>();
  #askedAt = -Infinity;
  #askedTokens = 0;
  /** How far apart requests have to be so as not to reach a limit. */
  #spacing = 0;

  /** @param emit hears how long typing will ask for nothing, and that the host works */
  constructor(clock: Clock, emit: (event: EngineEvent) => void) {
    this.#clock = clock;
    this.#emit = emit;
  }

  /** Whether a request may be sent, wanted by typing or explicitly. */
  mayAsk(explicit: boolean): boolean {
    if (explicit) return true;
    const now = this.#clock.now();
    return now >= this.#until && this.#probe === null && now >= this.#askedAt + this.#spacing;
  }

  onEvent(event: EngineEvent): void {
    if (event.type === 'requested') {
      const now = this.#clock.now();
      this.#startedAt.set(event.id, now);
      this.#askedAt = now;
      this.#askedTokens = (event.prefix + event.suffix) / charactersPerToken;
      if (this.#failures > 0) this.#probe ??= event.id;
    } else if (event.type === 'ended') {
      this.#ended(event);
      this.#startedAt.delete(event.id);
      if (this.#probe === event.id) this.#probe = null;
    }
  }

  /** Hears what is left of the host's limits. */
  onRateLimits({ requests, tokens }: RateLimits): void {
    const spacings = [spacingFor(requests, 1), spacingFor(tokens, Math.max(1, this.#askedTokens))];
    this.#spacing = Math.max(...spacings);
  }

  /** Another host, key or model: what is known says nothing of it. */
  reset(): void {
    this.#failures = 0;
    this.#failedAt = this.#until = -Infinity;
    this.#probe = null;
    this.#spacing = 0;
    this.#startedAt.clear();
  }

  #ended({ id, outcome, firstTextMs, error }: Ended): void {
    const startedAt = this.#startedAt.get(id);
    // One of a time before a reset.
    if (startedAt === undefined) return;
    if (outcome === 'failed') {
      // Requests that ran side by side fail side by side, for one reason.
      if (this.#failures === 0 || startedAt >= this.#failedAt) this.#failed(error);
    } else if (outcome !== 'contradicted' || firstTextMs !== null) {
      // One that was let in before the host refused another says nothing of what it takes now.
      if (startedAt >= this.#failedAt) this.#works();
    } else if (this.#probe === id) {
      // A key has ended it before it could tell: that was this step's request.
      this.#rest(this.#wait);
    }
  }

  #failed(error: unknown): void {
    const backOff = backOffFor(error);
    if (backOff === null) return;
    const now = this.#clock.now();
    const grown = Math.min(backOff.first * 2 ** this.#failures, backOff.max) * (1 + jitter * this.#clock.random());
    // Some ask for no wait at all, or name a time that is over by this clock.
    const asked = error instanceof ResponseError ? Math.min(error.retryAfterMs ?? 0, maxRestMs) : 0;
    this.#failures++;
    this.#failedAt = now;
    this.#wait = Math.max(grown, asked, this.#askedAt + this.#spacing - now);
    this.#rest(this.#wait);
  }

  #works(): void {
    this.#failures = 0;
    this.#until = -Infinity;
    this.#emit({ type: 'works' });
  }

  #rest(milliseconds: number): void {
    this.#until = this.#clock.now() + milliseconds;
    this.#emit({ type: 'resting', milliseconds });
  }
}

/** Null where nothing was sent. */
function backOffFor(error: unknown): BackOff | null {
  if (error instanceof SDKError) {
    if ([401, 402, 403, 404].includes(error.status)) return refused;
    return error.noAllowance || isUnknownModel(error) ? refused : busy;
  }
  if (error instanceof ConnectionError) return error.reason === 'lost' ? busy : away;
  return error instanceof RequestError ? null : busy;
}

/** @param each how much one request takes of the limit */
function spacingFor(limit: RateLimit | null, each: number): number {
  if (limit === null || limit.remaining >= scarceShare * limit.limit) return 0;
  return minuteMs / (Math.floor(limit.remaining / each) + 1);
}
