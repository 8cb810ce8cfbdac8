import { type JsonObject, isObject } from '../../base/json.ts';

const finishReasons = ['stop', 'length', 'model_length', 'error', 'tool_calls'] as const;
export type FinishReason = (typeof finishReasons)[number];

export interface TokenUsage {
  promptTokens: number;
  completionTokens: number;
  totalTokens: number;
  /** Prompt tokens served from the prompt cache, billed at a tenth. */
  cachedTokens: number;
}

/** A part of a stream, or the whole completion. */
export interface FimChunk {
  text: string;
  /** Number of events with text: mostly the number of tokens. */
  events: number;
  finishReason: FinishReason | null;
  usage: TokenUsage | null;
  id: string | null;
  model: string | null;
}

/** Reads a stream's event or a whole completion: they differ in `delta` and `message` only. Ignores unknown keys. */
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

/** Two successive chunks as one. */
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

/** Any reason that only other servers give (`eos`, `end_turn`) is a `stop`. */
function readFinishReason(reason: unknown): FinishReason | null {
  if (typeof reason !== 'string' || reason === '') return null;
  return finishReasons.find((known) => known === reason) ?? 'stop';
}

/** Content is a string, null, or a list of typed parts, of which those of type `text` count. */
function readContent(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .filter(isObject)
    .map((part) => (part.type === 'text' && typeof part.text === 'string' ? part.text : ''))
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

/** A count, or 0 for any other value, which would corrupt every sum. */
function count(value: unknown): number {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : 0;
}
