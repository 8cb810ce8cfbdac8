import { latencyBounds } from './latency.ts';

/** What is counted. `estimated…` tokens are those of requests that ended before the host had told theirs. */
export const counters = [
  /** Requests that were sent. */
  'requests',
  /** Of these, those that failed. */
  'failed',
  /** Of these, those whose tokens are estimated. */
  'estimated',
  /** Tokens before and after the cursor, those from the prompt cache included. */
  'promptTokens',
  /** Of the prompt tokens, those from the prompt cache. */
  'cachedTokens',
  'outputTokens',
  'estimatedPromptTokens',
  'estimatedOutputTokens',
  /** Suggestions that stood in view for 750 ms, or were accepted. */
  'shown',
  /** Of these, those of which the last piece was accepted. */
  'accepted',
  /** Of these, those of which a piece was accepted and the rest was not. */
  'partlyAccepted',
  /** Characters accepted. */
  'characters',
] as const;

export type Counter = (typeof counters)[number];

export type Counts = Record<Counter, number> & {
  /** Requests by the time to their first text; the last has those beyond all bounds. */
  latency: number[];
};

/** What to add to counts. */
export type CountsChange = Partial<Counts>;

export function noCounts(): Counts {
  const none = Object.fromEntries(counters.map((counter) => [counter, 0])) as Record<Counter, number>;
  return { ...none, latency: new Array<number>(latencyBounds.length + 1).fill(0) };
}

/** Adds to counts in place. */
export function add(counts: Counts, change: CountsChange): void {
  for (const counter of counters) counts[counter] += change[counter] ?? 0;
  change.latency?.forEach((requests, index) => {
    if (index < counts.latency.length) counts.latency[index]! += requests;
  });
}
