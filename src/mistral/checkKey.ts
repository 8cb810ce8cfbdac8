import { MistralClient, type ClientOptions } from './client.ts';
import { apiHost, codestralHost, parseEndpoint } from './endpoint.ts';
import { MistralError, RequestError, SDKError } from './errors/errors.ts';
import { isUnknownModel } from './errors/statusError.ts';

export type KeyCheck =
  | { result: 'works' }
  /** The host accepts the key, and does not know the model. */
  | { result: 'unknownModel'; error: MistralError }
  /** The host rejects the key or has no FIM API, and Mistral's other host accepts the key. */
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
  /** Default `codestral-latest`. */
  model?: string;
}

/** Mistral's two hosts, whose keys differ. */
const otherHost: Partial<Record<string, string>> = { [apiHost]: codestralHost, [codestralHost]: apiHost };

/**
 * Checks whether a key completes at an endpoint, with a completion of one token: the list of models is open to keys
 * without the right to FIM, and every OpenAI-compatible server has one. If one of Mistral's two hosts rejects the key or
 * has no FIM API, the key is tried at the other one; any other endpoint's key is sent to that endpoint only.
 * @throws only the reason of the signal
 */
export async function checkKey(key: string, endpoint: string, options: KeyCheckOptions = {}): Promise<KeyCheck> {
  const error = await tryKey(key, endpoint, options);
  if (error === null) return { result: 'works' };
  if (error instanceof RequestError && error.field === 'key') return { result: 'refused', error };
  if (hasUnknownModel(error)) return { result: 'unknownModel', error };
  const status = error instanceof SDKError ? error.status : null;
  const isRejected = status === 401 || status === 403;
  const parsed = parseEndpoint(endpoint);
  const other = parsed.ok && (isRejected || status === 404) ? otherHost[parsed.endpoint] : undefined;
  if (other !== undefined) {
    const otherError = await tryKey(key, other, options);
    if (otherError === null || hasUnknownModel(otherError)) return { result: 'otherHost', endpoint: other };
  }
  return { result: isRejected ? 'refused' : 'unchecked', error };
}

/** Null if the key completes. */
async function tryKey(key: string, endpoint: string, options: KeyCheckOptions): Promise<MistralError | null> {
  const { signal, onRetry, model = 'codestral-latest', ...clientOptions } = options;
  try {
    const client = new MistralClient({ ...clientOptions, endpoint, key });
    await client.complete({ model, prompt: '#', max_tokens: 1 }, { signal, onRetry });
    return null;
  } catch (error) {
    if (error instanceof MistralError) return error;
    throw error;
  }
}

/** Whether the host has looked at the model, so that it has accepted the key. */
function hasUnknownModel(error: MistralError): boolean {
  return error instanceof SDKError && isUnknownModel(error);
}
