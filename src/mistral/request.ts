/**
 * A request to the fill-in-the-middle (FIM) API, with the API's own field names. A field that is absent is not sent;
 * null is sent as null. The API refuses every other field.
 */
export interface FimRequest {
  model: string | null;
  /** The text before the gap. */
  prompt: string;
  /** The text after the gap. */
  suffix?: string | null;
  temperature?: number | null;
  top_p?: number;
  max_tokens?: number | null;
  min_tokens?: number | null;
  stop?: string | string[];
  random_seed?: number | null;
  metadata?: Record<string, unknown> | null;
  prompt_cache_key?: string | null;
}
