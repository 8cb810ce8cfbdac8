import { latencyBounds } from './latency.ts';

/** All counters. `estimated…` tokens are of requests that ended before the host reported theirs. */
export const counters = [
  /** Requests that were sent. */
  'requests',
  /** Requests that failed. */
  'failed',
  /** Requests whose tokens are estimated. */
  'estimated',
  /** Tokens of the text before and after the cursor, with those from the prompt cache. */
  'promptTokens',
  /** Prompt tokens from the prompt cache. */
  'cachedTokens',
  'outputTokens',
  'estimatedPromptTokens',
  'estimatedOutputTokens',
  /** Suggestions that were in view for 750 ms, or were accepted. */
  'shown',
  /** Suggestions accepted to the end. */
  'accepted',
  /** Suggestions of which a part was accepted, and not the rest. */
  'partlyAccepted',
  /** Characters accepted. */
  'characters',
] as const;

export type Counter = (typeof counters)[number];

export type Counts = Record<Counter, number> & {
  /** Number of requests for each class of latencyBounds, by the time to their first text; the last is for longer times. */
  latency: number[];
};

/** Numbers to add to counts. They may be negative. */
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
