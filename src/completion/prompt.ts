import type { FimRequest } from '../mistral/request.ts';
import type { CursorContext } from './cursorContext.ts';
import { hash } from './hash.ts';

/** What the user's settings say about every request. */
export interface RequestParameters {
  model: string;
  temperature: number;
  /** The longest completion, in tokens. */
  maxTokens: number;
}

/**
 * The FIM request for a place.
 * @param session something random: the host learns which requests belong to one document, not which document that is
 */
export function fimRequest(context: CursorContext, parameters: RequestParameters, session: string): FimRequest {
  return {
    model: parameters.model,
    prompt: context.prefix,
    suffix: context.suffix,
    temperature: parameters.temperature,
    max_tokens: parameters.maxTokens,
    // The beginning that a prompt shares with the last one of its key is billed at a tenth.
    prompt_cache_key: hash(session + context.uri),
  };
}
