import { type CallOptions, type ClientOptions, MistralClient } from './client.ts';
import { apiHost, codestralHost, parseEndpoint } from './endpoint.ts';
import { MistralError, RequestError, SDKError } from './errors/errors.ts';
import { isUnknownModel } from './errors/statusError.ts';

export type KeyCheck =
  | { result: 'works' }
  /** The host rejects the key, and Mistral's other host accepts it. */
  | { result: 'otherHost'; endpoint: string }
  /** The host rejects the key, or it cannot be a key and was not sent. */
  | { result: 'refused'; error: MistralError }
  /** The host could not be reached, or answered with another error: whether the key works is unknown. */
  | { result: 'unchecked'; error: MistralError };

export interface KeyCheckOptions extends Pick<
  ClientOptions,
  'fetch' | 'clock' | 'timeouts' | 'retry' | 'onNote' | 'allowHttp'
> {
  signal?: AbortSignal;
  onRetry?: () => void;
  /** The model for a check that needs a FIM call; default `codestral-latest`. */
  model?: string;
}

/** Mistral's two hosts, whose keys differ. */
const otherHost: Partial<Record<string, string>> = { [apiHost]: codestralHost, [codestralHost]: apiHost };

/**
 * Checks whether a key works at an endpoint. If one of Mistral's two hosts rejects the key, it is tried at the other
 * one; any other endpoint's key is sent to that endpoint only.
 * @throws only the reason of the signal
 */
export async function checkKey(key: string, endpoint: string, options: KeyCheckOptions = {}): Promise<KeyCheck> {
  const error = await tryKey(key, endpoint, options);
  if (error === null) return { result: 'works' };
  if (error instanceof RequestError && error.field === 'key') return { result: 'refused', error };
  if (!isRejectedKey(error)) return { result: 'unchecked', error };
  const parsed = parseEndpoint(endpoint);
  const other = parsed.ok ? otherHost[parsed.endpoint] : undefined;
  const worksThere = other !== undefined && (await tryKey(key, other, options)) === null;
  return worksThere ? { result: 'otherHost', endpoint: other } : { result: 'refused', error };
}

/** Null if the key works. */
async function tryKey(key: string, endpoint: string, options: KeyCheckOptions): Promise<MistralError | null> {
  const { signal, onRetry, model = 'codestral-latest', ...clientOptions } = options;
  try {
    const client = new MistralClient({ ...clientOptions, endpoint, key });
    await request(client, endpoint, model, { signal, onRetry });
    return null;
  } catch (error) {
    // The host has looked at the model, so it has accepted the key.
    if (error instanceof SDKError && isUnknownModel(error)) return null;
    if (error instanceof MistralError) return error;
    throw error;
  }
}

/** The list of models is free of charge, but `codestral.mistral.ai` has none, and other servers may have none. */
async function request(client: MistralClient, endpoint: string, model: string, options: CallOptions): Promise<void> {
  const parsed = parseEndpoint(endpoint);
  if (parsed.ok && parsed.origin !== codestralHost) {
    try {
      await client.models(options);
      return;
    } catch (error) {
      const isMissing = error instanceof SDKError && error.status === 404;
      if (!isMissing || parsed.origin === apiHost) throw error;
    }
  }
  await client.complete({ model, prompt: '#', max_tokens: 1 }, options);
}

function isRejectedKey(error: MistralError): boolean {
  return error instanceof SDKError && (error.status === 401 || error.status === 403);
}
