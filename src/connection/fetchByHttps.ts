import { systemClock } from '../base/clock.ts';

/** The part of Node's `https` in use. VS Code sends its requests through the same proxies as those of fetch. */
export interface Https {
  request(url: string, options: object, onResponse: (response: NodeResponse) => void): Call;
}

interface Call {
  on(event: 'error', listener: (error: Error) => void): Call;
  on(event: 'finish' | 'close', listener: () => void): Call;
  destroy(error: Error): void;
  end(body?: string): void;
}

interface NodeResponse extends AsyncIterable<Uint8Array<ArrayBuffer>> {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  destroy(): void;
}

/** Time limit for a connection, in milliseconds: that of Node's fetch. */
const connectMs = 10_000;

/**
 * Fetches by Node's `https`. @param checksCertificates whether the host's certificate must be trusted, whatever the
 * environment says
 */
export function fetchByHttps(
  https: Https,
  url: string,
  { method, headers, signal, body }: RequestInit,
  checksCertificates: boolean,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const call = https.request(url, { method, headers, signal, rejectUnauthorized: checksCertificates }, (response) => {
      try {
        resolve(responseOf(response));
      } catch (error) {
        response.destroy();
        reject(coded('HPE_INVALID_STATUS', error));
      }
    });
    const limit = systemClock.setTimeout(() => call.destroy(coded('UND_ERR_CONNECT_TIMEOUT')), connectMs);
    const clearLimit = () => systemClock.clearTimeout(limit);
    // A finished request has its connection.
    call.on('error', reject).on('finish', clearLimit).on('close', clearLimit);
    call.end((body as string | null) ?? undefined);
  });
}

/** An error with a code, as those of Node's parser and fetch. */
function coded(code: string, cause?: unknown): Error {
  return Object.assign(new Error(code, { cause }), { code });
}

function responseOf(response: NodeResponse): Response {
  const { statusCode: status, headers: received } = response;
  const headers = new Headers();
  for (const [name, value] of Object.entries(received)) headers.set(name, String(value));
  const chunks = response[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      const chunk = await chunks.next();
      if (chunk.done) controller.close();
      else controller.enqueue(chunk.value);
    },
    cancel: async () => {
      await chunks.return?.();
    },
  });
  return new Response([204, 205, 304].includes(status) ? null : body, { status, headers });
}
