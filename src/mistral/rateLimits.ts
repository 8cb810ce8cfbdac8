/** A host's limit for each minute, and how much of it is left. */
export interface RateLimit {
  limit: number;
  remaining: number;
}

/** The limits in a response's headers; null where the host names none. */
export interface RateLimits {
  requests: RateLimit | null;
  tokens: RateLimit | null;
}

/** Reads the headers `x-ratelimit-{limit,remaining}-{req,tokens}-minute`. */
export function readRateLimits(headers: Headers): RateLimits {
  return { requests: readLimit(headers, 'req-minute'), tokens: readLimit(headers, 'tokens-minute') };
}

function readLimit(headers: Headers, name: string): RateLimit | null {
  const limit = readCount(headers.get(`x-ratelimit-limit-${name}`));
  const remaining = readCount(headers.get(`x-ratelimit-remaining-${name}`));
  return limit === null || remaining === null ? null : { limit, remaining };
}

function readCount(value: string | null): number | null {
  const text = value?.trim() ?? '';
  // 15 digits are always a safe integer.
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
