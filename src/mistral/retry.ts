import type { Clock } from '../base/clock.ts';
import { wait } from '../base/wait.ts';
import { ConnectionError, type MistralError, SDKError, TimeoutError } from './errors/errors.ts';

/** When a failed request is sent again: the rules and defaults of Mistral's own clients. */
export interface RetryConfig {
  strategy: 'none' | 'backoff';
  backoff?: Backoff;
  /** Also retries if no response came: connection refused or lost, time-out. Default: false. */
  retryConnectionErrors?: boolean;
  /** Mistral's own clients limit the time only. Default: no limit. */
  maxRetries?: number;
}

/** Times in milliseconds. The delay grows from the initial interval by the exponent (a factor) up to the maximum. */
export interface Backoff {
  initialInterval: number;
  maxInterval: number;
  exponent: number;
  /** No attempt begins later than this after the first. */
  maxElapsedTime: number;
}

export const noRetry: RetryConfig = { strategy: 'none' };
/** The values of Mistral's own clients. */
export const defaultBackoff: Backoff = {
  initialInterval: 500,
  maxInterval: 60_000,
  exponent: 1.5,
  maxElapsedTime: 3_600_000,
};

/**
 * For requests that the user makes explicitly and waits for: a fill, the list of models, the check of a key. A choice:
 * at most two retries (the delays are 0.25 to 1.25 s and 0.5 to 1.5 s), none of which begins later than 3 s after the
 * first attempt. The shortest time limit for headers is 3 s too, so that a time-out is never retried.
 */
export const explicitRetry: RetryConfig = {
  strategy: 'backoff',
  backoff: { initialInterval: 250, maxInterval: 1_500, exponent: 2, maxElapsedTime: 3_000 },
  retryConnectionErrors: true,
  maxRetries: 2,
};

/** The statuses that Mistral's own clients retry. */
const retriedStatuses: readonly number[] = [429, 500, 502, 503, 504];
/** Maximum random part of a delay in milliseconds, as in Mistral's clients: they do not return all at once. */
const jitterMs = 1000;

/** The beginning of every form of an HTTP date (RFC 9110, 5.6.7). `Date.parse` alone accepts nearly any text. */
const weekday = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/;

/**
 * Runs an attempt until it succeeds, fails with an error that is not retried, or the limits are reached.
 * @param signals end the delay before a retry at once
 * @param onRetry called before each delay
 * @throws the last attempt's error, or the reason of a signal
 */
export async function withRetry<T>(
  attempt: () => Promise<T>,
  config: RetryConfig,
  clock: Clock,
  signals: AbortSignal[],
  onRetry: (error: MistralError, delayMs: number) => void,
): Promise<T> {
  const { backoff = defaultBackoff, maxRetries = Infinity } = config;
  const start = clock.now();
  for (let retries = 0; ; retries++) {
    try {
      return await attempt();
    } catch (error) {
      if (retries >= maxRetries || !isRetryable(error, config)) throw error;
      const delayMs = delayAfter(error, retries, backoff, clock);
      if (clock.now() - start + delayMs > backoff.maxElapsedTime) throw error;
      onRetry(error, delayMs);
      const signal = AbortSignal.any(signals);
      await wait(delayMs, clock, signal);
      signal.throwIfAborted();
    }
  }
}

function isRetryable(error: unknown, config: RetryConfig): error is MistralError {
  if (config.strategy === 'none') return false;
  if (error instanceof SDKError) return retriedStatuses.includes(error.status) && !error.noAllowance;
  const isUnanswered = error instanceof ConnectionError || error instanceof TimeoutError;
  return isUnanswered && config.retryConnectionErrors === true;
}

/** A delay that the host asks for takes precedence, even beyond the maximum interval. */
function delayAfter(error: MistralError, retries: number, backoff: Backoff, clock: Clock): number {
  const asked = error instanceof SDKError ? error.retryAfterMs : null;
  if (asked !== null && asked > 0) return asked;
  const computed = backoff.initialInterval * backoff.exponent ** retries + clock.random() * jitterMs;
  return Math.min(computed, backoff.maxInterval);
}

/**
 * `Retry-After`, given as seconds or as an HTTP date, in milliseconds from now; null if it is absent or invalid.
 * @param now milliseconds since 1970
 */
export function parseRetryAfter(value: string | null, now: number): number | null {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Number(text) * 1000;
  if (!weekday.test(text)) return null;
  const date = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
