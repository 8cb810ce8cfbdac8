import { API_HOST, CODESTRAL_HOST } from './endpoint.ts';
import type { ErrorResponse, ValidationDetail } from './errors.ts';
import { HTTPValidationError, SDKError } from './errors.ts';
import { readDetail } from './errorBody.ts';
import { quotable } from './quote.ts';
import { FIM_FIELDS } from './request.ts';

/** What an error message is about and what it must not hold. */
export interface ErrorContext {
  /** The endpoint's base URL. */
  endpoint: string;
  model: string | null;
  /** Prompt, suffix and key. */
  secrets: readonly string[];
}

/** The error for a response with a status of 4XX or 5XX, or for an error object inside a stream. */
export function statusError(response: ErrorResponse, context: ErrorContext): SDKError | HTTPValidationError {
  if (response.status === 422) {
    const detail = readDetail(response.body);
    return new HTTPValidationError(explainDetail(detail, context), detail, response);
  }
  // What hosts say of a key may hold a part of it, and adds nothing.
  const isAboutKey = response.status === 401 || response.status === 403;
  const words = isAboutKey ? null : quotable(response.serverMessage, context.secrets);
  const message = explain(response, context);
  return new SDKError(words === null ? message : `${message} (The host says: ${words})`, response);
}

function explain(response: ErrorResponse, context: ErrorContext): string {
  const host = new URL(context.endpoint).host;
  const { status, serverMessage } = response;
  if (isUnknownModel(response)) {
    return `${host} does not know the model "${context.model ?? ''}" (${status}). Choose a model that this host has.`;
  }
  switch (status) {
    case 200:
      return `${host} reported an error in the middle of its answer. Try again; if it stays, try another model.`;
    case 400:
      return /context|too (large|long|many)|max(imum)? (model )?length/i.test(serverMessage ?? '')
        ? `The prompt and max_tokens are more than the model's context holds (400). Lower max_tokens or shorten the prompt.`
        : `${host} refuses the request (400). Check the model and the settings for it.`;
    case 401:
      return `${host} refuses the key (401): it is wrong, it belongs to ${otherHost(context.endpoint)}, or its quota is used up. Set another key, or check the plan it belongs to.`;
    case 403:
      return `${host} does not allow this key to do that (403). Check what the key's plan includes.`;
    case 404:
      return `${host} has no FIM API at this address (404). Check the endpoint.`;
    case 407:
      return `The proxy on the way to ${host} wants a sign-in (407). Check the proxy settings.`;
    case 429:
      return `${host} has had too many requests (429). ${afterWait(response)}`;
  }
  return status >= 500
    ? `${host} cannot answer now (${status}). ${afterWait(response)}`
    : `${host} refuses the request (${status}). Check the endpoint.`;
}

export function isUnknownModel({ status, type, code, serverMessage }: ErrorResponse): boolean {
  if (type === 'invalid_model' || code === '1500') return true;
  const words = serverMessage ?? '';
  return status === 404 ? /\bmodel\b/i.test(words) : status === 400 && /invalid model|unknown model/i.test(words);
}

function otherHost(endpoint: string): string {
  const other = endpoint === API_HOST ? CODESTRAL_HOST : endpoint === CODESTRAL_HOST ? API_HOST : null;
  return other ? `the other Mistral host, ${new URL(other).host}` : 'another host';
}

function afterWait({ retryAfterMs, noAllowance, type, code }: ErrorResponse): string {
  if (noAllowance) return 'This key has no allowance for requests at all: check its plan.';
  const why = type === 'service_tier_capacity_exceeded' || code === '3505' ? 'The model is overloaded. ' : '';
  return `${why}Try again ${retryAfterMs ? `in ${Math.ceil(retryAfterMs / 1000)} s` : 'later'}.`;
}

function explainDetail(detail: ValidationDetail[], { endpoint, secrets }: ErrorContext): string {
  const complaints = detail.map(({ loc, msg }) => {
    const field = FIM_FIELDS.find((known) => loc.includes(known));
    return [field, quotable(msg, secrets)].filter(Boolean).join(': ');
  });
  const list = complaints.filter(Boolean).join('; ') || 'it names no field';
  return `${new URL(endpoint).host} refuses the request's fields (422): ${list}. Change the settings for them.`;
}
