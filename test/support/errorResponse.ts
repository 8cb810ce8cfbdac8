import type { ErrorResponse } from '../../src/mistral/errors/errors.ts';

/** An error response with nothing but the status. */
export const errorResponse = (status: number, more: Partial<ErrorResponse> = {}): ErrorResponse => ({
  status,
  contentType: null,
  body: '',
  serverMessage: null,
  type: null,
  code: null,
  requestId: null,
  retryAfterMs: null,
  noAllowance: false,
  ...more,
});
