import type { Clock } from '../mistral/clock.ts';

/** Waits, or stops waiting when the signal aborts. */
export function wait(milliseconds: number, clock: Clock, signal: AbortSignal): Promise<void> {
  if (signal.aborted || milliseconds <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clock.clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = clock.setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}

/** Does work whose signal aborts with the given one, or once so many milliseconds have passed. */
export async function atMost<T>(
  milliseconds: number,
  clock: Clock,
  signal: AbortSignal,
  work: (within: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  if (milliseconds <= 0) limit.abort();
  const timer = clock.setTimeout(() => limit.abort(), Math.max(0, milliseconds));
  try {
    return await work(AbortSignal.any([signal, limit.signal]));
  } finally {
    clock.clearTimeout(timer);
  }
}
