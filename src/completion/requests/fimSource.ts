import type { RetryConfig } from '../../mistral/retry.ts';
import type { FimRequest, Target } from '../../mistral/wire/request.ts';
import type { FimChunk } from '../../mistral/wire/response.ts';

/** A source of completions: the FIM client, or a simulation of it. */
export interface FimSource {
  /** The host with its port, which decides the price; a simulation has none. */
  readonly host?: string | undefined;
  stream(request: FimRequest, options: SourceOptions): AsyncIterable<FimChunk>;
}

/** Options of one call of a source. */
export interface SourceOptions {
  signal: AbortSignal;
  /** Called each time that the request is sent. */
  onSend?: (target: Target) => void;
  retry?: RetryConfig;
  /** Called before the delay of each retry. */
  onRetry?: (() => void) | undefined;
}
