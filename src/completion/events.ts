import type { TokenUsage } from '../mistral/wire/response.ts';
import type { SentRequest } from './prompt/prompt.ts';

/** How a request ended: by itself, cut off once it was too long, ended by a keystroke that contradicts it, or failed. */
export type Outcome = 'complete' | 'cut' | 'contradicted' | 'failed';

/** Where the text of a completion came from. */
export type Origin = 'cache' | 'running request' | 'new request';

/** Event of the engine, for the log, the status bar and usage. Sizes are in characters. Only `sent` holds source text. */
export type EngineEvent =
  /** A completion was triggered, but no source is configured. */
  | { type: 'unconfigured' }
  | {
      type: 'requested';
      id: number;
      model: string;
      /** The host with its port; empty for a source without one. */
      host: string;
      language: string;
      prefix: number;
      suffix: number;
      explicit: boolean;
    }
  /** A request is sent. It is sent again without a field that the host does not know. */
  | { type: 'sent'; sent: SentRequest }
  | {
      type: 'ended';
      id: number;
      model: string;
      outcome: Outcome;
      /** Number of characters received. */
      received: number;
      /** Number of chunks received: usually one token each. */
      chunks: number;
      /** Milliseconds from the request to its first text; null if none came. */
      firstTextMs: number | null;
      totalMs: number;
      /** The tokens that the host reports; null if it reports none, or numbers that cannot be. */
      usage: TokenUsage | null;
      /** Reported tokens that cannot be, such as more than the text has bytes; null for none. */
      impossibleUsage: TokenUsage | null;
      /** Set when the outcome is `failed`. */
      error: unknown;
    }
  | { type: 'answered'; origin: Origin; shown: number }
  /** The text in view has grown at rest; `shown` is its whole length. */
  | { type: 'grown'; shown: number }
  /** A suggestion was in view long enough to count as shown, or was accepted. `suggestion` is its number. */
  | { type: 'shown'; suggestion: number; model: string; host: string; language: string }
  /** The user has accepted ghost text: all that was left of it, or its next word or line. `suggestion` is its number. */
  | { type: 'accepted'; suggestion: number | null; characters: number; partial: boolean }
  | { type: 'nothing'; origin: Origin; reason: 'empty' }
  /** The name of the filter that left nothing of the text. */
  | { type: 'nothing'; origin: Origin; reason: 'filtered'; filter: string }
  /** A request has failed: typing sends no request for this time. */
  | { type: 'circuitOpen'; milliseconds: number }
  /** A request that began after the last failure has received text or ended: the host works again. */
  | { type: 'circuitClosed' }
  /** A request was not sent, since the budget is used up. */
  | { type: 'overBudget'; explicit: boolean };
