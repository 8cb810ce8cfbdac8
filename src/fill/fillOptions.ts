import type { Clock } from '../base/clock.ts';
import type { Message } from '../base/message.ts';
import type { CursorContext } from '../completion/cursorContext.ts';
import type { EngineEvent } from '../completion/events.ts';
import type { RequestParameters } from '../completion/prompt/prompt.ts';
import type { Preamble } from '../completion/prompt/snippet.ts';
import type { FimSource } from '../completion/requests/fimSource.ts';

/** Options of a fill, apart from its text. */
export interface FillOptions {
  source: FimSource;
  parameters: RequestParameters;
  clock: Clock;
  emit: (event: EngineEvent) => void;
  /** The key that ghost text uses, too: both send the same snippets first. See `fimRequest`. */
  cacheKey: string;
  /** The path and the snippets that begin the prompt. */
  preambleFor?: (context: CursorContext) => Preamble;
  /**
   * Milliseconds that the next request has to wait for the host's rate limits; 0 for none. Ghost text sends to the same
   * host, so that it may change during the wait.
   */
  spacingLeft?: () => number;
  /** Why no more of the document may be sent, evaluated before each gap; null where it may. */
  refusal?: () => Promise<Message | null>;
  /** Aborted, with a `Message` as reason, once the source may not be used any more; the running request ends, too. */
  over?: AbortSignal;
  /** Called when the host could not answer and the request is sent again. */
  onRetry?: () => void;
}
