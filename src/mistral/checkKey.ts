import type { ClientOptions } from './client.ts';
import { MistralClient } from './client.ts';
import { apiHost, codestralHost, parseEndpoint } from './endpoint.ts';
import { MistralError, RequestError, SDKError } from './errors/errors.ts';
import { isUnknownModel } from './errors/statusError.ts';

export type KeyCheck =
  | { result: 'works' }
  /** The key is refused here and works at the other of Mistral's two hosts. */
  | { result: 'otherHost'; endpoint: string }
  /** By the host, or because it can be no key and was not sent. */
  | { result: 'refused'; error: MistralError }
  /** The host could not be asked, or answered with another error: nothing is known about the key. */
  | { result: 'unchecked'; error: MistralError };

export interface KeyCheckOptions extends Pick<ClientOptions, 'fetch' | 'clock' | 'timeouts'> {
  signal?: AbortSignal;
  /** The model for a check that needs a FIM call; default `codestral-latest`. */
  model?: string;
}

/** Each of Mistral's two hosts has keys of its own. */
const otherHost: Partial<Record<string, string>> = { [apiHost]: codestralHost, [codestralHost]: apiHost };

/**
 * Finds out whether a key works at an endpoint. A key for one of Mistral's two hosts that is refused there is tried at the
 * other; no other key ever goes anywhere but to its endpoint.
 * @throws only the reason of the signal.
 */
export async function checkKey(key: string, endpoint: string, options: KeyCheckOptions = {}): Promise<KeyCheck> {
  const error = await tryKey(key, endpoint, options);
  if (error === null) return { result: 'works' };
  if (error instanceof RequestError && error.field === 'key') return { result: 'refused', error };
  if (!isRefusal(error)) return { result: 'unchecked', error };
  const parsed = parseEndpoint(endpoint);
  const other = parsed.ok ? otherHost[parsed.endpoint] : undefined;
  const worksThere = other !== undefined && (await tryKey(key, other, options)) === null;
  return worksThere ? { result: 'otherHost', endpoint: other } : { result: 'refused', error };
}

/** Null if the key works. */
async function tryKey(key: string, endpoint: string, options: KeyCheckOptions): Promise<MistralError | null> {
  const { signal, model, ...clientOptions } = options;
  try {
    const client = new MistralClient({ ...clientOptions, endpoint, key });
    await ask(client, endpoint, model ?? 'codestral-latest', signal);
    return null;
  } catch (error) {
    // The host looked at the model, so it has let the key pass.
    if (error instanceof SDKError && isUnknownModel(error)) return null;
    if (error instanceof MistralError) return error;
    throw error;
  }
}

/** The list of models costs nothing, but `codestral.mistral.ai` has none, and other servers may have none either. */
async function ask(client: MistralClient, endpoint: string, model: string, signal?: AbortSignal): Promise<void> {
  const parsed = parseEndpoint(endpoint);
  if (parsed.ok && parsed.origin !== codestralHost) {
    try {
      await client.models({ signal });
      return;
    } catch (error) {
      const missing = error instanceof SDKError && error.status === 404;
      if (!missing || parsed.origin === apiHost) throw error;
    }
  }
  await client.complete({ model, prompt: '#', max_tokens: 1 }, { signal });
}

function isRefusal(error: MistralError): boolean {
  return error instanceof SDKError && (error.status === 401 || error.status === 403);
}
