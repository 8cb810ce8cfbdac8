import { HTTPClient, Mistral } from '@mistralai/mistralai';
import { MistralError } from '@mistralai/mistralai/models/errors';
import { MistralClient } from '../../../src/mistral/client.ts';
import * as ours from '../../../src/mistral/errors/errors.ts';

/** A client's result for a response. */
export interface ClientResult {
  text: string;
  finishReason: string | null;
  /** Prompt, completion and total tokens. */
  usage: [number, number, number] | null;
  /** The error's class; with the HTTP status, if any, and the fields of a 422. */
  error?: string;
}

/** The source of the response: a server's address, or a replacement of the network. */
export type Source = string | (() => Response);

const REQUEST = { model: 'codestral-latest', prompt: 'const one' };

export async function readByOurs(source: Source, streamed: boolean): Promise<ClientResult> {
  const result: ClientResult = { text: '', finishReason: null, usage: null };
  const client = new MistralClient({
    endpoint: typeof source === 'string' ? source : 'https://api.mistral.ai',
    key: 'test-key',
    ...(typeof source !== 'string' && { fetch: () => Promise.resolve(source()) }),
  });
  try {
    const chunks = streamed ? client.stream(REQUEST) : [await client.complete(REQUEST)];
    for await (const { text, finishReason, usage } of chunks) {
      result.text += text;
      result.finishReason = finishReason ?? result.finishReason;
      if (usage) result.usage = [usage.promptTokens, usage.completionTokens, usage.totalTokens];
    }
  } catch (error) {
    if (!(error instanceof ours.MistralError)) throw error;
    const fields = error instanceof ours.HTTPValidationError ? error.detail.map(({ loc }) => loc.join('.')) : [];
    result.error = describe(error, error instanceof ours.ResponseError ? error.status : undefined, fields);
  }
  return result;
}

export async function readByOfficial(source: Source, streamed: boolean): Promise<ClientResult> {
  const result: ClientResult = { text: '', finishReason: null, usage: null };
  const client = new Mistral({
    apiKey: 'test-key',
    ...(typeof source === 'string'
      ? { serverURL: source }
      : { httpClient: new HTTPClient({ fetcher: () => Promise.resolve(source()) }) }),
  });
  try {
    for await (const { choices, usage } of officialPieces(client, streamed)) {
      const [choice] = choices;
      result.text += readContent(choice?.content);
      result.finishReason = choice?.finishReason ?? result.finishReason;
      if (usage) result.usage = [usage.promptTokens ?? 0, usage.completionTokens ?? 0, usage.totalTokens ?? 0];
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const detail = 'detail' in error && Array.isArray(error.detail) ? (error.detail as { loc: unknown[] }[]) : [];
    const status = error instanceof MistralError ? error.statusCode : undefined;
    result.error = describe(
      error,
      status,
      detail.map(({ loc }) => loc.join('.')),
    );
  }
  return result;
}

async function* officialPieces(client: Mistral, streamed: boolean) {
  if (streamed) {
    for await (const { data } of await client.fim.stream(REQUEST)) {
      const choices = data.choices.map(({ delta, finishReason }) => ({ content: delta.content, finishReason }));
      yield { choices, usage: data.usage };
    }
  } else {
    const { choices, usage } = await client.fim.complete(REQUEST);
    yield { choices: choices.map(({ message, finishReason }) => ({ content: message?.content, finishReason })), usage };
  }
}

function describe(error: Error, status?: number, fields: readonly string[] = []): string {
  return [error.name, status, ...fields].filter((part) => part !== undefined).join(' ');
}

function readContent(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return (content as { type: string; text?: string }[]).map(({ text = '' }) => text).join('');
}
