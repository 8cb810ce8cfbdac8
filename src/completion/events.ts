import type { TokenUsage } from '../mistral/wire/response.ts';
import type { SentRequest } from './prompt.ts';

/** How a request ended: by itself, cut off once it was too long, ended by a keystroke that contradicts it, or failed. */
export type Outcome = 'complete' | 'cut' | 'contradicted' | 'failed';

/** Where the text of a completion came from. */
export type Origin = 'memory' | 'in-flight' | 'request';

/** Event of the engine, for the log, the status bar and usage. Sizes are in characters. Only `sent` holds source text. */
export type EngineEvent =
  /** A completion is wanted, but no source is configured. */
  | { type: 'unconfigured' }
  | {
      type: 'requested';
      id: number;
      model: string;
      language: string;
      prefix: number;
      suffix: number;
      explicit: boolean;
    }
  /** A request goes out; again if it is repeated without a field that the host does not know. */
  | { type: 'sent'; sent: SentRequest }
  | {
      type: 'ended';
      id: number;
      model: string;
      outcome: Outcome;
      /** Characters received. */
      received: number;
      /** Pieces that they came in: a token each, mostly. */
      chunks: number;
      /** Milliseconds from the request to its first text; null where none came. */
      firstTextMs: number | null;
      totalMs: number;
      usage: TokenUsage | null;
      /** Set when the outcome is `failed`. */
      error: unknown;
    }
  | { type: 'answered'; origin: Origin; shown: number }
  /** The text in view has grown at rest; `shown` is its whole length. */
  | { type: 'grown'; shown: number }
  /** A suggestion has stood in view for so long that it counts as shown, or was accepted. `suggestion` numbers it. */
  | { type: 'shown'; suggestion: number; model: string; language: string }
  /** The user has taken ghost text: the rest of it, or the next word or line; `suggestion` is the one that was shown. */
  | { type: 'accepted'; suggestion: number | null; characters: number; partial: boolean }
  | { type: 'nothing'; origin: Origin; reason: 'empty' }
  /** The name of the filter that left nothing of the text. */
  | { type: 'nothing'; origin: Origin; reason: 'filtered'; filter: string }
  /** A request has failed: typing asks for nothing for so many milliseconds. */
  | { type: 'resting'; milliseconds: number }
  /** A request that began after the last failure has brought text, or come to its end: what failed is over. */
  | { type: 'works' }
  /** A request was wanted, but the budget is used up. */
  | { type: 'withheld'; explicit: boolean };
