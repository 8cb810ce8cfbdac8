/** A host's limit for a time, and how much of it is left. */
export interface RateLimit {
  limit: number;
  remaining: number;
  /** The time in milliseconds. */
  windowMs: number;
}

/** The limits in a response's headers; empty where the host names none. */
export interface RateLimits {
  requests: readonly RateLimit[];
  tokens: readonly RateLimit[];
}

const windows = { second: 1_000, minute: 60_000 };

/**
 * Reads the headers `x-ratelimit-{limit,remaining}-…`. Mistral names its limits `req-minute` and `tokens-minute`; Kong,
 * the gateway that answers for its hosts, names a limit of requests `second` or `minute`.
 */
export function readRateLimits(headers: Headers): RateLimits {
  const read = (prefixes: readonly string[]) =>
    Object.entries(windows).flatMap(([name, windowMs]) =>
      prefixes.flatMap((prefix) => readLimit(headers, prefix + name, windowMs)),
    );
  return { requests: read(['req-', '']), tokens: read(['tokens-']) };
}

function readLimit(headers: Headers, name: string, windowMs: number): RateLimit[] {
  const limit = readCount(headers.get(`x-ratelimit-limit-${name}`));
  const remaining = readCount(headers.get(`x-ratelimit-remaining-${name}`));
  return limit === null || remaining === null ? [] : [{ limit, remaining, windowMs }];
}

function readCount(value: string | null): number | null {
  const text = value?.trim() ?? '';
  // 15 digits are always a safe integer.
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
