import { systemClock } from '../base/clock.ts';

/** What is used of Node's `https`, which VS Code sends through the same proxies as its fetch. */
export interface Https {
  request(url: string, options: object, onAnswer: (answer: Answer) => void): Call;
}

interface Call {
  on(event: 'error', listener: (error: Error) => void): Call;
  on(event: 'finish' | 'close', listener: () => void): Call;
  destroy(error: Error): void;
  end(body?: string): void;
}

interface Answer extends AsyncIterable<Uint8Array<ArrayBuffer>> {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  destroy(): void;
}

/** As long as Node's fetch waits for a connection, in milliseconds. */
const connectMs = 10_000;

/** As fetch, by Node's `https`, where any certificate will do. */
export function uncheckedFetch(
  https: Https,
  url: string,
  { method, headers, signal, body }: RequestInit,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const call = https.request(url, { method, headers, signal, rejectUnauthorized: false }, (answer) => {
      try {
        resolve(responseOf(answer));
      } catch (error) {
        answer.destroy();
        reject(coded('HPE_INVALID_STATUS', error));
      }
    });
    const late = systemClock.setTimeout(() => call.destroy(coded('UND_ERR_CONNECT_TIMEOUT')), connectMs);
    const connected = () => systemClock.clearTimeout(late);
    // The request leaves with the connection.
    call.on('error', reject).on('finish', connected).on('close', connected);
    call.end((body as string | null) ?? undefined);
  });
}

/** An error as Node's parser and its fetch give it. */
function coded(code: string, cause?: unknown): Error {
  return Object.assign(new Error(code, { cause }), { code });
}

function responseOf(answer: Answer): Response {
  const { statusCode: status, headers: said } = answer;
  const headers = new Headers();
  for (const [name, value] of Object.entries(said)) headers.set(name, String(value));
  const chunks = answer[Symbol.asyncIterator]();
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
