import type { FimRequest } from './request.ts';
import type { TokenUsage } from './response.ts';

/**
 * Tokens that a host adds to a prompt, such as `[PREFIX]`, or the template of a chat that asks for the middle. A choice: well
 * above such templates.
 */
const maxTemplateTokens = 256;
/** Control tokens that a host counts with an answer, such as the one that ends it. A choice: some more than that. */
const maxControlTokens = 16;

/** A request and what has come for it. */
export interface Exchanged {
  request: Pick<FimRequest, 'prompt' | 'suffix' | 'max_tokens'>;
  /** The text that was received. */
  received: string;
  /** Whether the host has got `max_tokens`. */
  isLimited: boolean;
}

/**
 * Whether a host can have counted these tokens. Each token of a text is at least one byte of it, cached tokens are a part
 * of the prompt's, and no answer is longer than `max_tokens`.
 */
export function isPossible(usage: TokenUsage, { request, received, isLimited }: Exchanged): boolean {
  const { prompt, suffix, max_tokens } = request;
  const maxPrompt = bytesOf(prompt) + bytesOf(suffix ?? '') + maxTemplateTokens;
  const maxOutput = (isLimited ? max_tokens : null) ?? bytesOf(received) + maxControlTokens;
  const { promptTokens, cachedTokens, completionTokens } = usage;
  return promptTokens <= maxPrompt && cachedTokens <= promptTokens && completionTokens <= maxOutput;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
