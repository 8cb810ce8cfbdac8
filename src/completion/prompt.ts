import type { FimRequest } from '../mistral/request.ts';
import type { CursorContext } from './cursorContext.ts';
import { hash } from './hash.ts';

/** What the user's settings say about every request. */
export interface RequestParameters {
  model: string;
  temperature: number;
  /** Sent in place of the temperature: the API wants one of them changed, not both. */
  topP?: number | null;
  /** The longest completion, in tokens. */
  maxTokens: number;
  minTokens?: number | null;
  /** Texts that the completion ends before. */
  stop?: readonly string[];
  randomSeed?: number | null;
}

/**
 * The FIM request for a place.
 * @param session something random: the host learns which requests belong to one document, not which document that is
 */
export function fimRequest(context: CursorContext, parameters: RequestParameters, session: string): FimRequest {
  const { model, temperature, topP = null, maxTokens, minTokens = null, stop = [], randomSeed = null } = parameters;
  return {
    model,
    prompt: context.prefix,
    suffix: context.suffix,
    ...(topP === null ? { temperature } : { top_p: topP }),
    max_tokens: maxTokens,
    ...(minTokens !== null && { min_tokens: minTokens }),
    ...(stop.length > 0 && { stop: [...stop] }),
    ...(randomSeed !== null && { random_seed: randomSeed }),
    // The beginning that a prompt shares with the last one of its key is billed at a tenth.
    prompt_cache_key: hash(session + context.uri),
  };
}
