import { makeSameRequests, type RequestParameters } from './prompt/prompt.ts';
import type { FimSource } from './requests/fimSource.ts';
import type { Multiline } from './shownExtent.ts';

/** The user's settings and key, as requests need them. */
export interface EngineSettings extends RequestParameters {
  source: FimSource;
  /** Milliseconds without a key before typing sends a request; `auto` depends on the typing rhythm. */
  debounce: number | 'auto';
  /** Default: `auto`. */
  multiline?: Multiline;
}

/** Whether two settings make the same requests to the same host. */
export function haveSameRequests(one: EngineSettings | null, other: EngineSettings | null): boolean {
  return one !== null && one.source === other?.source && makeSameRequests(one, other);
}
