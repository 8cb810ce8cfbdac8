import type { JsonObject } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';

const finishReasons = ['stop', 'length', 'model_length', 'error', 'tool_calls'] as const;
export type FinishReason = (typeof finishReasons)[number];

export interface TokenUsage {
  promptTokens: number;
  completionTokens: number;
  totalTokens: number;
  /** Prompt tokens served from the prompt cache, billed at a tenth. */
  cachedTokens: number;
}

/** What has come of a stream at once, or the whole answer. */
export interface FimChunk {
  text: string;
  /** In how many events the host has sent the text: a token each, mostly. */
  events: number;
  finishReason: FinishReason | null;
  usage: TokenUsage | null;
  id: string | null;
  model: string | null;
}

/** Reads a stream's chunk or a whole answer: they differ in `delta` and `message` only. Unknown keys are no matter. */
export function readChunk(json: JsonObject): FimChunk {
  const choice = Array.isArray(json.choices) ? json.choices.filter(isObject).find((one) => !one.index) : undefined;
  const content = [choice?.delta, choice?.message].find(isObject)?.content;
  const text = readContent(content);
  return {
    text,
    events: text === '' ? 0 : 1,
    finishReason: readFinishReason(choice?.finish_reason),
    usage: isObject(json.usage) ? readUsage(json.usage) : null,
    id: typeof json.id === 'string' ? json.id : null,
    model: typeof json.model === 'string' ? json.model : null,
  };
}

/** Two pieces as one. */
export function joined(first: FimChunk, second: FimChunk): FimChunk {
  return {
    text: first.text + second.text,
    events: first.events + second.events,
    finishReason: second.finishReason ?? first.finishReason,
    usage: second.usage ?? first.usage,
    id: first.id ?? second.id,
    model: first.model ?? second.model,
  };
}

/** A reason of another server's own (`eos`, `end_turn`) is a `stop` too. */
function readFinishReason(reason: unknown): FinishReason | null {
  if (typeof reason !== 'string' || reason === '') return null;
  return finishReasons.find((known) => known === reason) ?? 'stop';
}

/** Content is a string, null, or a list of typed chunks of which those of type `text` count. */
function readContent(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .filter(isObject)
    .map((chunk) => (chunk.type === 'text' && typeof chunk.text === 'string' ? chunk.text : ''))
    .join('');
}

function readUsage(usage: JsonObject): TokenUsage {
  const details = isObject(usage.prompt_tokens_details) ? usage.prompt_tokens_details : {};
  return {
    promptTokens: count(usage.prompt_tokens),
    completionTokens: count(usage.completion_tokens),
    totalTokens: count(usage.total_tokens),
    cachedTokens: count(details.cached_tokens ?? usage.num_cached_tokens),
  };
}

/** What is no count would spoil every sum that it is added to. */
function count(value: unknown): number {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : 0;
}
