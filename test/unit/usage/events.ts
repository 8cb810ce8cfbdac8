/** A request and its end, as the engine reports them. */
export const model = 'codestral-latest';
export const host = 'api.mistral.ai';
export const requested = {
  type: 'requested',
  id: 1,
  model,
  host,
  language: 'go',
  prefix: 300,
  suffix: 40,
  explicit: false,
} as const;
export const usage = { promptTokens: 90, completionTokens: 12, totalTokens: 102, cachedTokens: 30 };
export const ended = {
  type: 'ended',
  id: 1,
  model,
  outcome: 'complete',
  received: 34,
  chunks: 12,
  firstTextMs: 220,
  totalMs: 400,
  usage,
  impossibleUsage: null,
  error: null,
} as const;
