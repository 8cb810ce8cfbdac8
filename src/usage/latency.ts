/**
 * Upper bounds of the classes of times to the first text, in milliseconds; one more class has longer times. A choice:
 * finest around 200 ms, where most first texts come. Files hold counts by these classes, so they cannot change.
 */
export const latencyBounds = [100, 150, 200, 250, 300, 400, 500, 750, 1000, 1500, 2000, 3000, 5000] as const;

/** The counts by class for one request. */
export function latencyOf(milliseconds: number): number[] {
  const found = latencyBounds.findIndex((bound) => milliseconds <= bound);
  const at = found < 0 ? latencyBounds.length : found;
  return Array.from({ length: latencyBounds.length + 1 }, (_, index) => (index === at ? 1 : 0));
}

/**
 * The time within which a share of the requests had their first text: the upper bound of a class in milliseconds,
 * Infinity for the last class, null without requests.
 */
export function latencyWithin(share: number, latency: readonly number[]): number | null {
  const all = latency.reduce((sum, requests) => sum + requests, 0);
  if (all <= 0) return null;
  let sum = 0;
  const at = latency.findIndex((requests) => (sum += requests) >= share * all);
  return latencyBounds[at] ?? Infinity;
}
