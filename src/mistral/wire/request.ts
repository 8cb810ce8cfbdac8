import { RequestError } from '../errors/errors.ts';
import { type Message, message } from '../../base/message.ts';

/**
 * A request to the fill-in-the-middle (FIM) API, with the API's field names. An absent field is not sent; null is sent
 * as null. The API rejects all other fields. The client's method determines `stream`.
 */
export interface FimRequest {
  /** `codestral-latest` or a dated id; null lets the server choose. */
  model: string | null;
  /** The text before the gap. */
  prompt: string;
  /** The text after the gap. */
  suffix?: string | null;
  /** 0 to 1.5; up to 0.7 is recommended. Change this or `top_p`, not both. */
  temperature?: number | null;
  /** 0 to 1. */
  top_p?: number;
  /** Maximum number of tokens to generate. Together with the prompt's they must fit the model's context. */
  max_tokens?: number | null;
  min_tokens?: number | null;
  /** Generation ends before this text, or before the first of these. */
  stop?: string | string[];
  /** The same seed gives the same completion. */
  random_seed?: number | null;
  metadata?: Record<string, unknown> | null;
  /** A beginning that prompts with the same key share is billed at a tenth. Put no secret in it. */
  prompt_cache_key?: string | null;
}

export type FimField = keyof FimRequest;

/** The address to which a request is sent, and the fields that are not sent. */
export interface Target {
  url: string;
  /** Fields that are left out, since the host has rejected them as unknown. */
  without: readonly FimField[];
}

/** The bounds of a field, for the user and as a check. They are those of the FIM API's schema of a request. */
interface Bound {
  rule: Message;
  holds: (value: unknown) => boolean;
}

const text: Bound = { rule: message('a string'), holds: (value) => typeof value === 'string' };
const count: Bound = {
  rule: message('a whole number of 0 or more'),
  holds: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
};
const between = (low: number, high: number): Bound => ({
  rule: message('a number from {0} to {1}', low, high),
  holds: (value) => typeof value === 'number' && value >= low && value <= high,
});
const orNull = ({ rule, holds }: Bound): Bound => ({
  rule: message('{0}, or null', rule),
  holds: (value) => value === null || holds(value),
});

const bounds: Record<FimField, Bound> = {
  model: orNull({ rule: message('the name of a model'), holds: (value) => typeof value === 'string' && value !== '' }),
  prompt: text,
  suffix: orNull(text),
  temperature: orNull(between(0, 1.5)),
  top_p: between(0, 1),
  max_tokens: orNull(count),
  min_tokens: orNull(count),
  stop: {
    rule: message('a string or a list of strings (leave it out rather than null)'),
    holds: (value) => text.holds(value) || (Array.isArray(value) && value.every(text.holds)),
  },
  random_seed: orNull(count),
  metadata: orNull({
    rule: message('an object'),
    holds: (value) => typeof value === 'object' && !Array.isArray(value),
  }),
  prompt_cache_key: orNull(text),
};

/** Fields whose value is or may contain source text: an error names them without their value. */
const sourceFields: readonly string[] = ['prompt', 'suffix', 'stop', 'metadata'];
/** Fields without which a request is useless: a completion that ignores the suffix is worse than an error. */
const requiredFields: readonly string[] = ['model', 'prompt', 'suffix'];

export const fimFields = Object.keys(bounds) as FimField[];
/** Fields that are left out for a host that does not know them. */
export const optionalFields = fimFields.filter((field) => !requiredFields.includes(field));

/**
 * Checks a request against the API's bounds before it is sent.
 * @throws RequestError with field, value and bound
 */
export function checkRequest(request: FimRequest): void {
  for (const field of Object.keys(request)) {
    if (!Object.hasOwn(bounds, field)) {
      throw new RequestError(field, message('The request has a field that the FIM API does not know. Leave it out.'));
    }
  }
  for (const field of fimFields) {
    const value = request[field];
    const missing = value === undefined && (field === 'model' || field === 'prompt');
    if (!missing && (value === undefined || bounds[field].holds(value))) continue;
    const { rule } = bounds[field];
    if (missing) throw new RequestError(field, message('{0} is missing, but must be {1}.', field, rule));
    const found = sourceFields.includes(field) ? message('of type {0}', typeOf(value)) : toText(value);
    throw new RequestError(field, message('{0} is {1}, but must be {2}.', field, found, rule));
  }
}

function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

/** A value in at most 60 characters (a choice: a notification stays short). JSON has no `NaN` and no `Infinity`. */
function toText(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return ((JSON.stringify(value) as string | undefined) ?? typeOf(value)).slice(0, 60);
}

/** The request's JSON, without the fields that this host does not know. */
export function requestBody(request: FimRequest, stream: boolean, without: ReadonlySet<FimField>): string {
  const kept = Object.entries(request).filter(([field]) => !without.has(field as FimField));
  // Half a surrogate pair has no UTF-8, and servers reject a request that contains one.
  return JSON.stringify({ ...Object.fromEntries(kept), stream }, (_, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  );
}
