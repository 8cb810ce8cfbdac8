import type { Failure } from '../connection/failure.ts';
import type { Exclusion } from '../privacy/vscode/exclusions.ts';

/** Where Infill is off, by what: a setting, the user's word for this file, a file that stays at home, or a snooze. */
export type DisabledReason =
  | { scope: 'everywhere' | 'language' | 'file' }
  | Exclusion
  /** Milliseconds since 1970. */
  | { scope: 'snoozed'; until: number };

/** What Infill is doing, as one glance at the status bar should tell. */
export type State =
  | { kind: 'ready' | 'asking' | 'nothing' | 'noKey' }
  /** The month's budget is used up: typing asks for nothing. */
  | { kind: 'spent' }
  /** Filling a selection; `tokens` is the number received. */
  | { kind: 'filling'; tokens: number }
  /** Sending the request of a fill again, since the host could not answer. */
  | { kind: 'retrying' }
  | { kind: 'off'; off: DisabledReason }
  /** `until` in milliseconds since 1970; null where the host has not said how long. */
  | { kind: 'limited'; until: number | null; failure: Failure }
  | { kind: 'offline' | 'failing'; failure: Failure };

/** The facts that make up the state. */
export interface StatusFacts {
  off: DisabledReason | null;
  hasKey: boolean;
  failure: Failure | null;
  /** Until when typing asks for nothing, in milliseconds since 1970; null where it may ask. */
  restUntil: number | null;
  /** The month's budget is used up. */
  isSpent: boolean;
  /** Requests under way. */
  asking: number;
  /** Number of tokens received by the running fill; `retrying` if its request is sent again; null without one. */
  filling: number | 'retrying' | null;
  /** The last answer had nothing that could be shown. */
  isNothing: boolean;
  /** Milliseconds from the last request to its first text; null before. */
  latencyMs: number | null;
}

/** A failure of these says that the network is away rather than the host. */
const away = ['connection dns', 'connection unknown'];

/** The one state that the facts come to: what the user has chosen first, what only the user can mend next. */
export function stateOf(facts: StatusFacts): State {
  const { off, hasKey, failure, restUntil, isSpent, asking, filling, isNothing } = facts;
  if (filling === 'retrying') return { kind: 'retrying' };
  if (filling !== null) return { kind: 'filling', tokens: filling };
  if (off) return { kind: 'off', off };
  if (failure?.cause === 'endpoint' || failure?.cause === 'secrets') return { kind: 'failing', failure };
  if (!hasKey) return { kind: 'noKey' };
  if (asking > 0) return { kind: 'asking' };
  if (failure?.cause === 'status 429') return { kind: 'limited', until: restUntil, failure };
  if (failure) return { kind: away.includes(failure.cause) ? 'offline' : 'failing', failure };
  if (isSpent) return { kind: 'spent' };
  return { kind: isNothing ? 'nothing' : 'ready' };
}
