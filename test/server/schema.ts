import type { FimRequest } from '../../src/mistral/wire/request.ts';

/** One entry of a 422's `detail` list. */
export interface ValidationDetail {
  type: string;
  loc: (string | number)[];
  msg: string;
  input: unknown;
  ctx?: Record<string, unknown>;
}

export type ServedRequest = FimRequest & { stream?: boolean };

type Check = (value: unknown) => Pick<ValidationDetail, 'type' | 'msg' | 'ctx'> | undefined;

const isString: Check = (value) =>
  typeof value === 'string' ? undefined : { type: 'string_type', msg: 'Input should be a valid string' };

const isBoolean: Check = (value) =>
  typeof value === 'boolean' ? undefined : { type: 'bool_type', msg: 'Input should be a valid boolean' };

const isDictionary: Check = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? undefined
    : { type: 'dict_type', msg: 'Input should be a valid dictionary' };

const isStop: Check = (value) =>
  typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'))
    ? undefined
    : { type: 'string_type', msg: 'Input should be a valid string or list of strings' };

const isCount: Check = (value) => {
  if (typeof value !== 'number') return { type: 'int_type', msg: 'Input should be a valid integer' };
  if (!Number.isInteger(value)) return { type: 'int_from_float', msg: 'Input should be a valid integer' };
  return between(0)(value);
};

const between =
  (ge: number, le = Infinity): Check =>
  (value) => {
    if (typeof value !== 'number') return { type: 'float_type', msg: 'Input should be a valid number' };
    if (value < ge)
      return { type: 'greater_than_equal', msg: `Input should be greater than or equal to ${ge}`, ctx: { ge } };
    if (value > le) return { type: 'less_than_equal', msg: `Input should be less than or equal to ${le}`, ctx: { le } };
    return undefined;
  };

const orNull =
  (check: Check): Check =>
  (value) =>
    value === null ? undefined : check(value);

/** Every field of the API, and no other: the API's schema says `additionalProperties: false`. */
const FIELDS: Record<keyof ServedRequest, Check> = {
  model: orNull(isString),
  prompt: isString,
  suffix: orNull(isString),
  temperature: orNull(between(0, 1.5)),
  top_p: between(0, 1),
  max_tokens: orNull(isCount),
  min_tokens: orNull(isCount),
  stream: isBoolean,
  stop: isStop,
  random_seed: orNull(isCount),
  metadata: orNull(isDictionary),
  prompt_cache_key: orNull(isString),
};
const REQUIRED = ['model', 'prompt'] as const;

/** Checks a request's body against the API's schema. @returns the request, or the entries of a 422 */
export function validate(body: string): { request: ServedRequest } | { detail: ValidationDetail[] } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch (error) {
    const ctx = { error: String(error) };
    return { detail: [{ type: 'json_invalid', loc: ['body', 0], msg: 'JSON decode error', input: {}, ctx }] };
  }
  const notAnObject = isDictionary(parsed);
  if (notAnObject) return { detail: [{ ...notAnObject, loc: ['body'], input: parsed }] };
  const request = parsed as Record<string, unknown>;
  const detail = [...missing(request), ...Object.entries(request).flatMap(([name, value]) => wrong(name, value))];
  return detail.length > 0 ? { detail } : { request: request as unknown as ServedRequest };
}

function missing(request: Record<string, unknown>): ValidationDetail[] {
  return REQUIRED.filter((name) => !(name in request)).map((name) => ({
    type: 'missing',
    loc: ['body', name],
    msg: 'Field required',
    input: request,
  }));
}

function wrong(name: string, value: unknown): ValidationDetail[] {
  const loc = ['body', name];
  if (!Object.hasOwn(FIELDS, name))
    return [{ type: 'extra_forbidden', loc, msg: 'Extra inputs are not permitted', input: value }];
  const problem = FIELDS[name as keyof ServedRequest](value);
  return problem ? [{ ...problem, loc, input: value }] : [];
}
