import type { ErrorResponse, ValidationDetail } from './errors.ts';
import { type JsonObject, isObject, parseJson } from '../../base/json.ts';
import { parseRetryAfter } from '../retry.ts';

/** Headers in which zero means more than the end of a minute: no requests at all, or no tokens until the month ends. */
const allowanceHeaders = ['x-ratelimit-limit-req-minute', 'x-ratelimit-remaining-tokens-month'];

/** Reads an error response: the documented body, the bodies that other servers send, and bodies that are not JSON. */
export function readErrorResponse(status: number, headers: Headers, body: string, now: number): ErrorResponse {
  const json = parseJson(body);
  const error = isObject(json) ? json : {};
  // Other servers nest them: {"error": {"message", "type", "code"}}.
  const inner = isObject(error.error) ? error.error : error;
  const serverMessage = string(inner.message) ?? string(inner.detail) ?? string(error.error);
  return {
    status: status === 200 ? statusWithin(inner, serverMessage) : status,
    contentType: headers.get('content-type'),
    body,
    serverMessage,
    type: string(inner.type),
    code: string(inner.code),
    requestId: string(error.request_id) ?? headers.get('x-request-id') ?? headers.get('mistral-correlation-id'),
    retryAfterMs: parseRetryAfter(headers.get('retry-after'), now),
    noAllowance: allowanceHeaders.some((name) => headers.get(name)?.trim() === '0'),
  };
}

/**
 * The status of an error in a response with the status 200; 200 if the error has none. OpenRouter and vLLM give it as
 * `code`; LM Studio answers unknown paths with 200 and `{"error":"Unexpected endpoint or method. (…)"}`.
 */
function statusWithin({ code, status }: JsonObject, serverMessage: string | null): number {
  const named = [code, status].map(Number).find((one) => Number.isInteger(one) && one >= 400 && one < 600);
  return named ?? (/^unexpected endpoint/i.test(serverMessage ?? '') ? 404 : 200);
}

/** Whether a body with the status 200 is an error: Mistral's `object: "error"`, or `error` of other servers. */
export function isErrorBody(json: unknown): json is JsonObject {
  if (!isObject(json)) return false;
  const { error } = json;
  // Some servers send an empty `error` with each answer.
  const isEmpty = isObject(error) || Array.isArray(error) ? !Object.values(error).some(Boolean) : !error;
  if (!isEmpty) return true;
  if (Array.isArray(json.choices)) return false;
  return /^error$/i.test(String(json.object)) || [json.message, json.detail].some(Boolean);
}

/**
 * The entries of a 422. They are in `detail`, in `message.detail`, in `message` as the JSON text of that, or in both
 * `detail` and `message`. A sentence in place of the list becomes one entry.
 */
export function readDetail(body: string): ValidationDetail[] {
  const json = parseJson(body);
  if (!isObject(json)) return [];
  const message = typeof json.message === 'string' ? (parseJson(json.message) ?? json.message) : json.message;
  const candidates = [json.detail, isObject(message) ? message.detail : message, json.error];
  const list = candidates.find(Array.isArray)?.filter(isObject).map(readEntry) ?? [];
  if (list.length > 0) return list;
  const sentence = [...candidates, isObject(json.error) ? json.error.message : null].map(string).find(Boolean);
  return sentence ? [{ loc: [], msg: sentence, type: '' }] : [];
}

function readEntry(entry: JsonObject): ValidationDetail {
  const loc = Array.isArray(entry.loc) ? entry.loc : [];
  return {
    loc: loc.filter((part) => typeof part === 'string' || typeof part === 'number'),
    msg: string(entry.msg) ?? '',
    type: string(entry.type) ?? '',
  };
}

function string(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
