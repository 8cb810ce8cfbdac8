import type { ValidationDetail } from './schema.ts';

/** Error bodies of the API, as documented and as seen. */
export const errorBodies = {
  /** 401 of either host. */
  unauthorized: { detail: 'Unauthorized' },
  unauthorizedWithRequestId: { message: 'Unauthorized', request_id: 'd1f2a7c04b7e4a0c9a6e35b1c1f0aa51' },
  /** 403 of a key without the right to do this. */
  forbidden: {
    message: 'You are not authorized to perform this action',
    request_id: 'd1f2a7c04b7e4a0c9a6e35b1c1f0aa52',
  },
  /** 404 of an unknown path. */
  noRoute: { message: 'no Route matched with those values' },
  /** 400 */
  invalidModel: (model: string) => error(`Invalid model: ${model}`, 'invalid_model', '1500'),
  /** 400 */
  tooLong: (tokens: number, limit: number) =>
    error(
      `Prompt contains ${tokens} tokens, too large for model with ${limit} maximum context length`,
      'invalid_request_prompt',
      '3051',
    ),
  /** 422 in its four shapes, the documented one first. */
  validation: (detail: ValidationDetail[]) => ({ detail }),
  validationInMessage: (detail: ValidationDetail[]) => ({
    ...error('', 'invalid_request_error', null),
    message: { detail },
  }),
  validationInMessageText: (detail: ValidationDetail[]) =>
    error(JSON.stringify({ detail }), 'invalid_request_error', null),
  validationWithCode: (detail: ValidationDetail[]) => ({ object: 'Error', detail, message: detail, code: 3001 }),
  /** 429 in its three shapes; the last one is also a body of 503. */
  rateLimited: { message: 'Requests rate limit exceeded' },
  rateLimitedWithCode: error('Rate limit exceeded', 'rate_limited', '1300'),
  capacityExceeded: error('Service tier capacity exceeded for this model.', 'service_tier_capacity_exceeded', '3505'),
} as const;

function error(message: string, type: string, code: string | null) {
  return { object: 'error', message, type, param: null, code };
}
