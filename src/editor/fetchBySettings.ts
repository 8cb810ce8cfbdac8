import * as vscode from 'vscode';

/** What is used of Node's `https`, which VS Code sends through the same proxies as its fetch. */
interface Https {
  request(url: string, options: object, onAnswer: (answer: Answer) => void): Call;
}

interface Call {
  on(event: 'error', listener: (error: Error) => void): Call;
  end(body?: string): void;
}

interface Answer extends AsyncIterable<Uint8Array<ArrayBuffer>> {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
}

/** Undefined in a browser's worker, where the browser alone decides whom it trusts. */
const https = (globalThis as { process?: { getBuiltinModule?: (name: 'https') => Https } }).process?.getBuiltinModule?.(
  'https',
);

/**
 * VS Code's fetch, which goes by its settings of proxies and certificates but for `http.proxyStrictSSL` (1.139.1): where
 * the user has set that to false, a host may show any certificate.
 */
export const fetchBySettings = ((url: string, init: RequestInit) => {
  // Never a workspace's word: it would decide who reads the key.
  const isStrict = vscode.workspace.getConfiguration('http').inspect('proxyStrictSSL')?.globalValue !== false;
  return isStrict || !https || !url.startsWith('https:') ? fetch(url, init) : uncheckedFetch(https, url, init);
}) as typeof fetch;

function uncheckedFetch(node: Https, url: string, { method, headers, signal, body }: RequestInit): Promise<Response> {
  return new Promise((resolve, reject) => {
    node
      .request(url, { method, headers, signal, rejectUnauthorized: false }, (answer) => resolve(responseOf(answer)))
      .on('error', reject)
      .end((body as string | null) ?? undefined);
  });
}

function responseOf(answer: Answer): Response {
  const { statusCode: status, headers: said } = answer;
  const headers = new Headers();
  for (const [name, value] of Object.entries(said)) headers.set(name, String(value));
  const pieces = answer[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      const piece = await pieces.next();
      if (piece.done) controller.close();
      else controller.enqueue(piece.value);
    },
    cancel: async () => {
      await pieces.return?.();
    },
  });
  return new Response([204, 205, 304].includes(status) ? null : body, { status, headers });
}
