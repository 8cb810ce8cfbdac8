import assert from 'node:assert/strict';
import { MistralClient } from '../../src/mistral/client.ts';
import type { CallOptions, ClientOptions } from '../../src/mistral/client.ts';
import type { MistralError } from '../../src/mistral/errors/errors.ts';
import type { FimRequest } from '../../src/mistral/wire/request.ts';
import type { FimChunk } from '../../src/mistral/wire/response.ts';

export const KEY = 'k3y-Of-Nobody-0123456789';
export const PROMPT = 'const hushHush = "plum pudding";\nfunction vault(';
export const SUFFIX = ') {\n  return openSesame42;\n}';
export const REQUEST: FimRequest = { model: 'codestral-latest', prompt: PROMPT, suffix: SUFFIX };

/** A request that the client sent. */
export interface Sent {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: Record<string, unknown>;
}

/** A fetch that answers with these responses in turn, repeating the last one. */
export function answering(...responses: (() => Response)[]): { fetch: typeof fetch; sent: Sent[] } {
  const sent: Sent[] = [];
  const fake = (url: string, init: RequestInit): Promise<Response> => {
    sent.push({
      url,
      method: init.method ?? 'GET',
      headers: init.headers as Record<string, string>,
      body: JSON.parse((init.body as string | null) ?? '{}') as Record<string, unknown>,
    });
    const respond = responses[Math.min(sent.length, responses.length) - 1];
    return Promise.resolve(respond!());
  };
  return { fetch: fake as typeof fetch, sent };
}

export function client(send: typeof fetch, options: Partial<ClientOptions> = {}): MistralClient {
  return new MistralClient({ endpoint: 'https://api.mistral.ai', key: KEY, fetch: send, ...options });
}

/** A body of these reads; with `error` it breaks after them, with `open` it stays open. */
export function chunked(
  chunks: (string | Uint8Array)[],
  end?: 'open' | { error: unknown },
): ReadableStream<Uint8Array> {
  const left = chunks.map((chunk) => (typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk));
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = left.shift();
      if (chunk) controller.enqueue(chunk);
      else if (end === 'open') return new Promise(() => undefined);
      else if (end) controller.error(end.error);
      else controller.close();
    },
  });
}

export function sse(...chunks: (string | Uint8Array)[]): () => Response {
  return () => new Response(chunked(chunks), { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): () => Response {
  return () =>
    new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json', ...headers } });
}

/** One event of a stream, as the API sends it. */
export function event(content: unknown, finish: string | null = null, more: Record<string, unknown> = {}): string {
  const choices = [{ index: 0, delta: { content }, finish_reason: finish }];
  return `data: ${JSON.stringify({ id: 'cmpl-1', object: 'chat.completion.chunk', model: 'codestral-2508', choices, ...more })}\n\n`;
}

export const DONE = 'data: [DONE]\n\n';
export const USAGE = { usage: { prompt_tokens: 8, completion_tokens: 2, total_tokens: 10, num_cached_tokens: 4 } };

export interface Outcome {
  chunks: FimChunk[];
  text: string;
  error: unknown;
}

/** Reads a stream to its end, good or bad. */
export async function read(stream: AsyncIterable<FimChunk>): Promise<Outcome> {
  const chunks: FimChunk[] = [];
  let error: unknown = null;
  try {
    for await (const chunk of stream) chunks.push(chunk);
  } catch (thrown) {
    error = thrown;
  }
  return { chunks, text: chunks.map((chunk) => chunk.text).join(''), error };
}

export function stream(response: () => Response, options?: CallOptions): Promise<Outcome> {
  return read(client(answering(response).fetch).stream(REQUEST, options));
}

/** The error of a failed call, which must be of this class. */
export async function failure<T extends MistralError>(
  call: Promise<unknown>,
  type: abstract new (...args: never[]) => T,
): Promise<T> {
  let result: unknown;
  try {
    result = await call;
  } catch (error) {
    result = error;
  }
  assert.ok(result instanceof type, `expected ${type.name}, got ${String(result)}`);
  return result;
}
