import { RequestError } from '../errors/errors.ts';
import { type Message, message } from '../../base/message.ts';

/**
 * A request to the fill-in-the-middle (FIM) API, with the API's own field names. A field that is absent is not sent;
 * null is sent as null. The API refuses every other field. (`stream` is not here: the client's method decides it.)
 */
export interface FimRequest {
  /** `codestral-latest` or a dated id; null leaves the choice to the server. */
  model: string | null;
  /** The text before the gap. */
  prompt: string;
  /** The text after the gap. */
  suffix?: string | null;
  /** 0 to 1.5; up to 0.7 is recommended. Change this or `top_p`, not both. */
  temperature?: number | null;
  /** 0 to 1. */
  top_p?: number;
  /** The most tokens to generate. With the prompt's they must fit the model's context. */
  max_tokens?: number | null;
  min_tokens?: number | null;
  /** Generation ends before this text, or before the first of these. */
  stop?: string | string[];
  /** The same seed gives the same answer. */
  random_seed?: number | null;
  metadata?: Record<string, unknown> | null;
  /** Requests with the same key and the same beginning of the prompt pay a tenth for it. Put no secret in it. */
  prompt_cache_key?: string | null;
}

export type FimField = keyof FimRequest;

/** Where a request goes, and what of it does not. */
export interface Target {
  /** The address that it is sent to. */
  url: string;
  /** Fields that are left out, since the host has refused them as unknown. */
  without: readonly FimField[];
}

/** The bounds of a field as words for the user, and the values that meet them (FIM API, schema of the request). */
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

/** Fields whose value is the user's code or may quote it: an error names them without their value. */
const sourceFields: readonly string[] = ['prompt', 'suffix', 'stop', 'metadata'];
/** The request makes no sense without these: a gap filled blind to what follows it is worse than an error. */
const requiredFields: readonly string[] = ['model', 'prompt', 'suffix'];

/** The fields a host may do without. */
export const optionalFields = (Object.keys(bounds) as FimField[]).filter((field) => !requiredFields.includes(field));
export const fimFields = Object.keys(bounds) as FimField[];

/**
 * Checks a request against the API's bounds before anything is sent.
 * @throws RequestError that names field, value and bound.
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
    const found = sourceFields.includes(field) ? message('of type {0}', typeOf(value)) : shown(value);
    throw new RequestError(field, message('{0} is {1}, but must be {2}.', field, found, rule));
  }
}

function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function shown(value: unknown): string {
  return typeof value === 'number'
    ? String(value)
    : ((JSON.stringify(value) as string | undefined) ?? typeOf(value)).slice(0, 60);
}

/** The request's JSON, without the fields this host does not know. */
export function requestBody(request: FimRequest, stream: boolean, without: ReadonlySet<FimField>): string {
  const kept = Object.entries(request).filter(([field]) => !without.has(field as FimField));
  return JSON.stringify({ ...Object.fromEntries(kept), stream }, (_, value: unknown) =>
    typeof value === 'string' ? wellFormed(value) : value,
  );
}

/** Half a surrogate pair has no UTF-8, and servers refuse a request that holds one. */
function wellFormed(value: string): string {
  return value.replace(/\p{Surrogate}/gu, '\uFFFD');
}
