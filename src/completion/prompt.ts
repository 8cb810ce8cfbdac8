import type { FimRequest } from '../mistral/request.ts';
import type { CursorContext } from './cursorContext.ts';

/** What the user's settings say about every request. */
export interface RequestParameters {
  model: string;
  temperature: number;
  /** The longest completion, in tokens. */
  maxTokens: number;
}

/** The FIM request for a place. */
export function fimRequest(context: CursorContext, parameters: RequestParameters): FimRequest {
  return {
    model: parameters.model,
    prompt: context.prefix,
    suffix: context.suffix,
    temperature: parameters.temperature,
    max_tokens: parameters.maxTokens,
  };
}
