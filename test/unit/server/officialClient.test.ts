import assert from 'node:assert/strict';
import { Mistral } from '@mistralai/mistralai';
import { ConnectionError, HTTPValidationError, SDKError } from '@mistralai/mistralai/models/errors';
import { startFimServer } from '../../server/fimServer.ts';
import type { FimServer } from '../../server/fimServer.ts';

const FILE = 'export function add(a: number, b: number): number {\n  return a + b;\n}\n\nexport const one = 1;\n';
const PROMPT = 'export function add(a: number, b: number): number {\n';
const SUFFIX = '}\n\nexport const one = 1;\n';

describe("the server, with Mistral's own client", () => {
  let server: FimServer;
  const client = (apiKey = 'test-key') => new Mistral({ apiKey, serverURL: server.url });

  before(async () => {
    server = await startFimServer({ files: new Map([['sum.ts', FILE]]) });
  });
  afterEach(() => server.reset());
  after(() => server.close());

  it('completes the text between prompt and suffix', async () => {
    const answer = await client().fim.complete({ model: 'codestral-latest', prompt: PROMPT, suffix: SUFFIX });
    const [choice] = answer.choices;
    assert.equal(choice?.message?.content, '  return a + b;\n');
    assert.equal(choice.finishReason, 'stop');
    assert.equal(answer.model, 'codestral-latest');
    assert.equal(answer.usage.totalTokens, (answer.usage.promptTokens ?? 0) + (answer.usage.completionTokens ?? 0));
    assert.equal(answer.usage.completionTokens, server.counts.completionTokens);
  });

  it('streams the same text, one token per event, with the usage in the last one', async () => {
    const stream = await client().fim.stream({ model: 'codestral-latest', prompt: PROMPT, suffix: SUFFIX });
    const chunks = [];
    for await (const { data } of stream) chunks.push(data);
    const deltas = chunks.map(({ choices }) => choices[0]?.delta);
    assert.equal(deltas[0]?.role, 'assistant');
    assert.equal(
      deltas.map((delta) => (typeof delta?.content === 'string' ? delta.content : '')).join(''),
      '  return a + b;\n',
    );
    assert.deepEqual(
      chunks.map(({ choices }) => choices[0]?.finishReason),
      [...Array<null>(chunks.length - 1).fill(null), 'stop'],
    );
    assert.deepEqual(
      chunks.map(({ usage }) => usage !== undefined),
      [...Array<false>(chunks.length - 1).fill(false), true],
    );
    assert.equal(chunks.at(-1)?.usage?.completionTokens, chunks.length - 2);
  });

  it('accepts every field of the request', async () => {
    const answer = await client().fim.complete({
      model: 'codestral-latest',
      prompt: PROMPT,
      suffix: null,
      temperature: 0.2,
      topP: 0.9,
      maxTokens: 3,
      minTokens: 1,
      stop: ['+', '}'],
      randomSeed: 7,
      metadata: { purpose: 'test' },
      promptCacheKey: 'sum',
    });
    assert.equal(answer.choices[0]?.finishReason, 'length');
    assert.equal(answer.usage.completionTokens, 3);
  });

  it('lists its models', async () => {
    const { data = [] } = await client().models.list();
    const fim = data.filter((card) => card.type === 'base' && card.capabilities.completionFim);
    assert.deepEqual(
      fim.map((card) => card.type === 'base' && card.id),
      ['codestral-2508', 'codestral-latest'],
    );
  });

  it('rejects a wrong key, an unknown model and a prompt that is too long', async () => {
    const request = { model: 'codestral-latest', prompt: PROMPT };
    await assert.rejects(client('other-key').fim.complete(request), sdkError(401, /Unauthorized/));
    await assert.rejects(client().fim.complete({ ...request, model: 'x' }), sdkError(400, /Invalid model: x/));
    await assert.rejects(
      client().fim.complete({ ...request, maxTokens: 1e6 }),
      sdkError(400, /maximum context length/),
    );
  });

  it('lists the errors of a request', async () => {
    const request = { model: 'codestral-latest', prompt: PROMPT, temperature: 1.6, maxTokens: -1 };
    await assert.rejects(client().fim.complete(request), (error) => {
      assert.ok(error instanceof HTTPValidationError);
      assert.deepEqual(
        error.detail?.map(({ loc, type }) => [...loc, type]),
        [
          ['body', 'temperature', 'less_than_equal'],
          ['body', 'max_tokens', 'greater_than_equal'],
        ],
      );
      return true;
    });
  });

  it('passes faults on', async () => {
    const request = { model: 'codestral-latest', prompt: PROMPT };
    server.fault([{ status: 429, headers: { 'retry-after': '1' } }, { status: 503, body: 'busy' }, { reset: true }]);
    await assert.rejects(client().fim.complete(request), sdkError(429, /Too Many Requests/));
    await assert.rejects(client().fim.complete(request), sdkError(503, /busy/));
    await assert.rejects(client().fim.complete(request), ConnectionError);
    assert.equal(server.counts.requests, 3);
  });

  it('notices when the client leaves in mid-stream', async () => {
    server.fault({ stall: { tokens: 2 } });
    const leave = new AbortController();
    const stream = await client().fim.stream(
      { model: 'codestral-latest', prompt: PROMPT },
      { fetchOptions: { signal: leave.signal } },
    );
    const received: unknown[] = [];
    await assert.rejects(async () => {
      for await (const { data } of stream) {
        received.push(data.choices[0]?.delta.content);
        if (received.length === 3) leave.abort();
      }
    });
    const [request] = server.requests;
    await request?.done;
    assert.equal(request?.closedByClient, true);
    assert.equal(request.completionTokensSent, 2);
  });
});

describe('the server as the Codestral host', () => {
  let server: FimServer;
  before(async () => {
    server = await startFimServer({ host: 'codestral' });
  });
  after(() => server.close());

  it('has no list of models', async () => {
    const client = new Mistral({ apiKey: 'test-key', serverURL: server.url });
    await assert.rejects(client.models.list(), sdkError(404, /no Route matched/));
  });
});

function sdkError(statusCode: number, body: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof SDKError, String(error));
    assert.equal(error.statusCode, statusCode);
    assert.match(error.body, body);
    return true;
  };
}
