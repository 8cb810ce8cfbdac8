import type { Failure } from '../connection/failure.ts';
import type { Exclusion } from '../privacy/vscode/exclusions.ts';

/** The reason why Infill is off: a setting, the user's choice for the file, an exclusion, or a snooze. */
export type DisabledReason =
  | { scope: 'everywhere' | 'language' | 'file' }
  | Exclusion
  /** Milliseconds since 1970. */
  | { scope: 'snoozed'; until: number };

/** The state of Infill, as the status bar shows it. */
export type State =
  | { kind: 'ready' | 'asking' | 'nothing' | 'noKey' }
  /** The month's budget is used up: typing sends no requests. */
  | { kind: 'spent' }
  /** A fill is running. `tokens` is the number received. */
  | { kind: 'filling'; tokens: number }
  /** The request of a fill is sent again, since the host could not answer. */
  | { kind: 'retrying' }
  | { kind: 'off'; off: DisabledReason }
  /** `until` is in milliseconds since 1970; null if it is unknown. */
  | { kind: 'limited'; until: number | null; failure: Failure }
  | { kind: 'offline' | 'failing'; failure: Failure };

/** The facts that make up the state. */
export interface StatusFacts {
  off: DisabledReason | null;
  hasKey: boolean;
  failure: Failure | null;
  /** End of a time in which typing sends no requests, in milliseconds since 1970; null for none. */
  restUntil: number | null;
  /** Whether the month's budget is used up. */
  isSpent: boolean;
  /** Number of requests whose answers take long. */
  asking: number;
  /** Number of tokens received by the running fill; `retrying` if its request is sent again; null without one. */
  filling: number | 'retrying' | null;
  /** The last answer had nothing that could be shown. */
  isNothing: boolean;
  /** Milliseconds from the last request to its first text; null before. */
  latencyMs: number | null;
}

/** Causes that mean that the network is down, rather than the host. */
const offlineCauses = ['connection dns', 'connection unknown'];

/** The state that follows from the facts. The user's choices come first, then problems that only the user can fix. */
export function stateOf(facts: StatusFacts): State {
  const { off, hasKey, failure, restUntil, isSpent, asking, filling, isNothing } = facts;
  if (filling === 'retrying') return { kind: 'retrying' };
  if (filling !== null) return { kind: 'filling', tokens: filling };
  if (off) return { kind: 'off', off };
  if (failure?.cause === 'endpoint' || failure?.cause === 'secrets') return { kind: 'failing', failure };
  if (!hasKey) return { kind: 'noKey' };
  if (asking > 0) return { kind: 'asking' };
  if (failure?.cause === 'status 429') return { kind: 'limited', until: restUntil, failure };
  if (failure) return { kind: offlineCauses.includes(failure.cause) ? 'offline' : 'failing', failure };
  if (isSpent) return { kind: 'spent' };
  return { kind: isNothing ? 'nothing' : 'ready' };
}
