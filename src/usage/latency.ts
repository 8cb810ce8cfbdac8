/** Upper bounds of the classes that times to the first text are counted in, in milliseconds; a class more has the rest. */
export const latencyBounds = [100, 150, 200, 250, 300, 400, 500, 750, 1000, 1500, 2000, 3000, 5000] as const;

/** One request in the class of its time. */
export function latencyOf(milliseconds: number): number[] {
  const found = latencyBounds.findIndex((bound) => milliseconds <= bound);
  const at = found < 0 ? latencyBounds.length : found;
  return Array.from({ length: latencyBounds.length + 1 }, (_, index) => (index === at ? 1 : 0));
}

/**
 * The time within which a share of the requests had their first text, in milliseconds, as the bound of its class;
 * Infinity beyond all bounds, null without requests.
 */
export function latencyWithin(share: number, latency: readonly number[]): number | null {
  const all = latency.reduce((sum, requests) => sum + requests, 0);
  if (all <= 0) return null;
  let sum = 0;
  const at = latency.findIndex((requests) => (sum += requests) >= share * all);
  return latencyBounds[at] ?? Infinity;
}
