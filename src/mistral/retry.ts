import type { Clock } from '../base/clock.ts';
import { ConnectionError, SDKError, TimeoutError } from './errors/errors.ts';

/** When and how a failed request is sent again: the meaning and defaults of Mistral's own clients. */
export interface RetryConfig {
  strategy: 'none' | 'backoff';
  backoff?: Backoff;
  /** Also retry where no response came at all (refused, lost, no answer in time). Default: false. */
  retryConnectionErrors?: boolean;
}

/** Times in milliseconds. The wait grows from the initial interval by the exponent (a factor) up to the maximum. */
export interface Backoff {
  initialInterval: number;
  maxInterval: number;
  exponent: number;
  /** No new attempt begins later than this after the first. */
  maxElapsedTime: number;
}

export const noRetry: RetryConfig = { strategy: 'none' };
export const defaultBackoff: Backoff = {
  initialInterval: 500,
  maxInterval: 60_000,
  exponent: 1.5,
  maxElapsedTime: 3_600_000,
};

const retriedStatus: readonly number[] = [429, 500, 502, 503, 504];
/** A random part of up to this many milliseconds keeps many clients from coming back at the same moment. */
const jitterMs = 1000;

/** How every form of an HTTP date begins (RFC 9110, 5.6.7). `Date.parse` alone would take nearly any text. */
const weekday = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/;

/** Runs an attempt until it succeeds, fails for good, or time is up. Throws the last attempt's error. */
export async function withRetry<T>(
  attempt: () => Promise<T>,
  config: RetryConfig,
  clock: Clock,
  signal?: AbortSignal,
): Promise<T> {
  const backoff = config.backoff ?? defaultBackoff;
  const start = clock.now();
  for (let failures = 0; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isRetryable(error, config)) throw error;
      const wait = waitBefore(error, failures, backoff, clock);
      if (clock.now() - start + wait > backoff.maxElapsedTime) throw error;
      await sleep(wait, clock, signal);
    }
  }
}

function isRetryable(error: unknown, config: RetryConfig): boolean {
  if (config.strategy === 'none') return false;
  if (error instanceof SDKError) return retriedStatus.includes(error.status) && !error.noAllowance;
  const unanswered = error instanceof ConnectionError || error instanceof TimeoutError;
  return unanswered && config.retryConnectionErrors === true;
}

/** What the server asks for wins over the computed wait, longest interval or not. */
function waitBefore(error: unknown, failures: number, backoff: Backoff, clock: Clock): number {
  const asked = error instanceof SDKError ? error.retryAfterMs : null;
  if (asked !== null && asked > 0) return asked;
  const computed = backoff.initialInterval * backoff.exponent ** failures + clock.random() * jitterMs;
  return Math.min(computed, backoff.maxInterval);
}

/**
 * `Retry-After` in milliseconds from now: seconds or an HTTP date. Null where it is absent or makes no sense.
 * @param now milliseconds since 1970.
 */
export function parseRetryAfter(value: string | null, now: number): number | null {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Number(text) * 1000;
  if (!weekday.test(text)) return null;
  const date = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

function sleep(milliseconds: number, clock: Clock, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const onAbort = (): void => {
      clock.clearTimeout(timer);
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a signal's reason is the caller's
      reject(signal?.reason);
    };
    const timer = clock.setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
