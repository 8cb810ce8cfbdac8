import { type JsonObject, isObject } from '../../base/json.ts';

export type FinishReason = 'stop' | 'length' | 'model_length' | 'error' | 'tool_calls' | 'content_filter';

/** The finish reasons of Mistral's API, and those of other servers' documentation that mean more than an end. */
const finishReasons: ReadonlyMap<unknown, FinishReason> = new Map<string, FinishReason>([
  ...(['stop', 'length', 'model_length', 'error', 'tool_calls', 'content_filter'] as const).map(
    (reason) => [reason, reason] as const,
  ),
  // Anthropic's and Vertex AI's.
  ['max_tokens', 'length'],
  ['MAX_TOKENS', 'length'],
  ['SAFETY', 'content_filter'],
  // DeepSeek's.
  ['insufficient_system_resource', 'error'],
]);

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

/**
 * Reads a stream's event or a whole completion: they differ in `delta` and `message` only. Text completions have `text`
 * in place of both. Ignores unknown keys.
 */
export function readChunk(json: JsonObject): FimChunk {
  const choice = firstChoice(json);
  const holder = [choice?.delta, choice?.message].find(isObject);
  const text = readContent(holder?.content ?? choice?.text);
  return {
    text,
    events: text === '' ? 0 : 1,
    finishReason: readFinishReason(choice?.finish_reason),
    usage: isObject(json.usage) ? readUsage(json.usage) : null,
    id: typeof json.id === 'string' ? json.id : null,
    model: typeof json.model === 'string' ? json.model : null,
  };
}

/** Whether a stream's event or a whole completion has a field for text, with text or without. */
export function hasPlaceForText(json: JsonObject): boolean {
  const choice = firstChoice(json);
  return isObject(choice?.delta) || isObject(choice?.message) || typeof choice?.text === 'string';
}

function firstChoice({ choices }: JsonObject): JsonObject | undefined {
  return Array.isArray(choices) ? choices.filter(isObject).find((one) => !one.index) : undefined;
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

/** Any unknown reason of another server (`eos`, `end_turn`) is a `stop`. */
function readFinishReason(reason: unknown): FinishReason | null {
  if (typeof reason !== 'string' || reason === '') return null;
  return finishReasons.get(reason) ?? 'stop';
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
  // Mistral's documentation has all three names.
  const details = [usage.prompt_tokens_details, usage.prompt_token_details].filter(isObject);
  const cached = [...details.map(({ cached_tokens }) => cached_tokens), usage.num_cached_tokens];
  return {
    promptTokens: count(usage.prompt_tokens),
    completionTokens: count(usage.completion_tokens),
    totalTokens: count(usage.total_tokens),
    cachedTokens: count(cached.find((one) => typeof one === 'number')),
  };
}

/** A count, or 0 for any other value, which would corrupt every sum. */
function count(value: unknown): number {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : 0;
}
