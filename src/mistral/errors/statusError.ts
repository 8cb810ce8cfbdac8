import { rejectedByProxy } from './connectionError.ts';
import { apiHost, codestralHost } from '../endpoint.ts';
import { type ErrorResponse, type ValidationDetail, HTTPValidationError, SDKError } from './errors.ts';
import { readDetail } from './errorBody.ts';
import { quotable } from './quote.ts';
import { fimFields } from '../wire/request.ts';
import { type Message, message } from '../../base/message.ts';

/** The request that an error is about, and the text that its message must not contain. */
export interface ErrorContext {
  /** Base URL. */
  endpoint: string;
  model: string | null;
  /** Prompt, suffix and key. */
  secrets: readonly string[];
}

/** Maximum number of quoted entries of a 422, and of their characters. A choice: a notification stays short. */
const maxComplaints = 3;
const maxQuotedLength = 300;

/** The error for a status of 4XX or 5XX, or for an error object inside a stream. */
export function statusError(response: ErrorResponse, context: ErrorContext): SDKError | HTTPValidationError {
  if (response.status === 422) {
    const detail = readDetail(response.body);
    return new HTTPValidationError(explainDetail(detail, context), detail, response);
  }
  // A host's message about a key may contain a part of it, and adds no information.
  const isAboutKey = response.status === 401 || response.status === 403;
  const quotation = isAboutKey ? null : quotable(response.serverMessage, context.secrets);
  const explanation = explain(response, context);
  const full = quotation === null ? explanation : message('{0} (The host says: {1})', explanation, quotation);
  return new SDKError(full, response);
}

function explain(response: ErrorResponse, context: ErrorContext): Message {
  const host = new URL(context.endpoint).host;
  const { status, serverMessage } = response;
  if (isUnknownModel(response)) {
    return message(
      '{0} does not know the model "{1}" ({2}). Choose a model that this host has.',
      host,
      context.model ?? '',
      status,
    );
  }
  switch (status) {
    case 200:
      return message(
        '{0} reported an error in the middle of its answer. Try again; if it stays, try another model.',
        host,
      );
    case 400:
      return /context|too (large|long|many)|max(imum)? (model )?length/i.test(serverMessage ?? '')
        ? message(
            "The prompt and max_tokens are more than the model's context holds (400). Lower max_tokens or shorten the prompt.",
          )
        : message('{0} refuses the request (400). Check the model and the settings for it.', host);
    case 401:
      return rejectedKey(host, context.endpoint);
    case 402:
      return message("{0} wants to be paid for this key (402). Check the key's plan and its credit.", host);
    case 403:
      return message("{0} does not allow this key to do that (403). Check what the key's plan includes.", host);
    case 404:
      return message('{0} has no FIM API at this address (404). Check the endpoint.', host);
    case 407:
      return rejectedByProxy(host, status);
    case 413:
      return message('{0} takes no request of this size (413). Lower how much text is sent, or check the proxy.', host);
    case 429:
      return message('{0} has had too many requests (429). {1}', host, afterWait(response));
  }
  return status >= 500
    ? message('{0} cannot answer now ({1}). {2}', host, status, afterWait(response))
    : message('{0} refuses the request ({1}). Check the endpoint.', host, status);
}

export function isUnknownModel({ status, type, code, serverMessage }: ErrorResponse): boolean {
  // With other statuses the host has not looked at the model; an error inside a stream has the status 200.
  if (![200, 400, 404].includes(status)) return false;
  if (type === 'invalid_model' || code === '1500') return true;
  const text = serverMessage ?? '';
  return status === 404 ? /\bmodel\b/i.test(text) : status === 400 && /invalid model|unknown model/i.test(text);
}

function rejectedKey(host: string, endpoint: string): Message {
  const other = endpoint === apiHost ? codestralHost : endpoint === codestralHost ? apiHost : null;
  return other
    ? message(
        '{0} refuses the key (401): it is wrong, it belongs to the other Mistral host, {1}, or its quota is used up. Set another key, or check the plan it belongs to.',
        host,
        new URL(other).host,
      )
    : message(
        '{0} refuses the key (401): it is wrong, it belongs to another host, or its quota is used up. Set another key, or check the plan it belongs to.',
        host,
      );
}

function afterWait({ retryAfterMs, noAllowance, type, code }: ErrorResponse): Message {
  if (noAllowance) return message('This key has no allowance for requests left: check its plan.');
  const again = retryAfterMs ? againIn(retryAfterMs) : message('Try again later.');
  const isOverloaded = type === 'service_tier_capacity_exceeded' || code === '3505';
  return isOverloaded ? message('The model is overloaded. {0}', again) : again;
}

/** A host may say any time. In more than two days, it is one that no one waits for. */
function againIn(milliseconds: number): Message {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds <= 120) return message('Try again in {0} s.', seconds);
  if (seconds <= 2 * 3_600) return message('Try again in {0} min.', Math.ceil(seconds / 60));
  if (seconds <= 48 * 3_600) return message('Try again in {0} h.', Math.ceil(seconds / 3_600));
  return message('Try again later.');
}

function explainDetail(detail: ValidationDetail[], { endpoint, secrets }: ErrorContext): Message {
  const complaints = detail.slice(0, maxComplaints).map(({ loc, msg }) => {
    const field = fimFields.find((known) => loc.includes(known));
    return [field, quotable(msg, secrets)].filter(Boolean).join(': ');
  });
  const list = shortened(complaints.filter(Boolean).join('; ')) || message('it names no field');
  const more = detail.length - maxComplaints;
  return message(
    "{0} refuses the request's fields (422): {1}. Change the settings for them.",
    new URL(endpoint).host,
    more > 0 ? message('{0} (and {1} more)', list, more) : list,
  );
}

function shortened(text: string): string {
  return text.length > maxQuotedLength ? `${text.slice(0, maxQuotedLength).trimEnd().toWellFormed()}…` : text;
}
