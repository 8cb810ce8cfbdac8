export type FinishReason = 'stop' | 'length' | 'model_length' | 'error' | 'tool_calls';

export interface Usage {
  promptTokens: number;
  completionTokens: number;
  totalTokens: number;
  /** Prompt tokens served from the prompt cache, billed at a tenth. */
  cachedTokens: number;
}

/** One piece of a stream, or the whole answer. */
export interface FimPiece {
  text: string;
  finishReason: FinishReason | null;
  usage: Usage | null;
  id: string | null;
  model: string | null;
}
