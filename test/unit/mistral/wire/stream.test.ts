import assert from 'node:assert/strict';
import { BodyError, HTTPValidationError, SDKError, StreamBrokenError } from '../../../../src/mistral/errors/errors.ts';
import { maxBodyBytes } from '../../../../src/mistral/wire/exchange.ts';
import { maxResponseCharacters } from '../../../../src/mistral/wire/chunkReader.ts';
import { answering, chunked, client, DONE, event, json, REQUEST, sse, stream, USAGE } from '../../../support/client.ts';

const role = `data: {"id":"cmpl-1","model":"codestral-2508","choices":[{"index":0,"delta":{"role":"assistant"}}]}\n\n`;
const typed = (type: string): ResponseInit => ({ headers: { 'content-type': type } });
const whole = {
  id: 'cmpl-1',
  object: 'chat.completion',
  model: 'codestral-2508',
  created: 1759496862,
  ...USAGE,
  choices: [{ index: 0, message: { role: 'assistant', content: 'ab', tool_calls: null }, finish_reason: 'stop' }],
};
const usage = { promptTokens: 8, completionTokens: 2, totalTokens: 10, cachedTokens: 4 };

describe('stream', () => {
  it('gives chunks with text, finish reason and usage', async () => {
    const { chunks, error } = await stream(sse(role, event('a'), event('b', 'stop', USAGE), DONE));
    const from = { id: 'cmpl-1', model: 'codestral-2508' };
    assert.equal(error, null);
    assert.deepEqual(chunks, [
      { text: 'a', events: 1, finishReason: null, usage: null, ...from },
      { text: 'b', events: 1, finishReason: 'stop', usage, ...from },
    ]);
  });

  it('gives one chunk for each read, with its number of events', async () => {
    const first = event('a') + event('') + event('b') + event('c', null, USAGE);
    const { chunks } = await stream(
      sse(first + event('d', 'length') + event('e').slice(0, 40), event('e').slice(40), DONE),
    );
    assert.deepEqual(
      chunks.map(({ text, events, finishReason }) => [text, events, finishReason]),
      [
        ['abcd', 4, 'length'],
        ['e', 1, null],
      ],
    );
    assert.deepEqual(chunks[0]!.usage, usage);
  });

  it('gives the text before an error in the same read', async () => {
    const { chunks, text } = await stream(sse(event('a') + event('b') + 'data: oops\n\n'));
    assert.deepEqual([chunks.length, text], [1, 'ab']);
  });

  it('sends three headers and asks for a stream', async () => {
    const { fetch, sent } = answering(sse(event(''), DONE));
    await client(fetch).complete(REQUEST);
    for await (const chunk of client(fetch).stream(REQUEST)) assert.fail(chunk.text);
    const key = 'Bearer k3y-Of-Nobody-0123456789';
    const headers = { 'Content-Type': 'application/json', Authorization: key };
    assert.deepEqual(sent[0]!.headers, { ...headers, Accept: 'application/json' });
    assert.deepEqual(sent[1]!.headers, { ...headers, Accept: 'text/event-stream' });
    assert.equal(sent[1]!.url, 'https://api.mistral.ai/v1/fim/completions');
    assert.deepEqual([sent[0]!.body.stream, sent[1]!.body.stream], [false, true]);
  });

  it('complete() gives the whole completion', async () => {
    const { fetch } = answering(json(whole));
    const chunk = { text: 'ab', events: 1, finishReason: 'stop', usage, id: 'cmpl-1', model: 'codestral-2508' };
    assert.deepEqual(await client(fetch).complete(REQUEST), chunk);
  });

  const tolerated: Record<string, () => Response> = {
    CRLF: sse((event('a') + event('b', 'stop') + DONE).replaceAll('\n', '\r\n')),
    'CR alone': sse((event('a') + event('b', 'stop') + DONE).replaceAll('\n', '\r')),
    'a byte-order mark': sse('\ufeff' + event('a') + event('b', 'stop') + DONE),
    'comments and unknown fields': sse(': hi\n', 'foo: bar\nretry: 5\nid: 1\n', event('a'), ':\n\n', event('b'), DONE),
    'a last event without an end': sse(event('a'), event('b'), 'data: [DONE]'),
    'no [DONE] after a finish reason': sse(event('a'), event('b', 'stop')),
    'a cut [DONE] after a finish reason': sse(event('a'), event('b', 'length'), 'data: [DO'),
    'usage after the finish reason': sse(event('a'), event('b', 'stop'), event(null, null, USAGE), DONE),
    'usage null, unknown keys': sse(event('a', null, { usage: null, p: 'abc', x: {} }), event('b', 'stop'), DONE),
    'no finish reason at all': sse(event('a'), event('b'), DONE),
    "another server's finish reason": sse(event('a'), event('b', 'eos')),
    'content in chunks': sse(
      event(
        [
          { type: 'text', text: 'a' },
          { type: 'reference', reference_ids: [1] },
          { type: 'text', text: 'b' },
        ],
        'stop',
      ),
      DONE,
    ),
    'a chunk without choices': sse(`data: {"id":"x"}\n\n`, event('a'), event('b'), `data: {"choices":[]}\n\n`, DONE),
    'data over several lines': sse('data: {"choices":\ndata: [{"delta":{"content":"ab"}}]}\n\n', DONE),
    "text completions' text": sse(
      `data: {"choices":[{"index":0,"text":"a","finish_reason":null}]}\n\n`,
      `data: {"choices":[{"index":0,"text":"b","finish_reason":"stop"}]}\n\n`,
    ),
    "a text completion's JSON": json({ choices: [{ index: 0, text: 'ab', finish_reason: 'stop' }] }),
    'an empty error in each answer': sse(event('a', null, { error: {} }), event('b', 'stop', { error: null }), DONE),
    'an empty list of errors': sse(event('a', null, { error: [] }), event('b', 'stop', { error: [] }), DONE),
    'an error after the finish reason': sse(event('ab', 'stop'), 'data: {"error":{"message":"boom"}}\n\n'),
    'an error in the read of the finish reason': sse(`${event('ab', 'stop')}data: {"object":"error"}\n\n`),
    'broken JSON after the finish reason': sse(event('ab', 'length'), 'data: oops\n\n'),
    'an endless event after the finish reason': sse(
      event('ab', 'stop'),
      'data: ' + 'x'.repeat(maxResponseCharacters + 10),
    ),
    'endless comments after the finish reason': sse(
      event('ab', 'stop'),
      ...Array.from({ length: 33 }, () => `: ${'x'.repeat(1024 * 1024)}\n`),
    ),
    'white space first': sse('\n\n  \n', '\n' + event('ab', 'stop'), DONE),
    'JSON instead of a stream': json(whole),
    'JSON named a stream': () => new Response(JSON.stringify(whole), typed('text/event-stream')),
    'a stream named JSON': () => new Response(event('ab', 'stop') + DONE, typed('application/json')),
    'no content type': () => new Response(chunked([event('ab', 'stop'), DONE])),
    'a break after the finish reason': () =>
      new Response(chunked([event('ab', 'stop')], { error: new TypeError('terminated') })),
    'a break after [DONE]': () =>
      new Response(chunked([event('ab') + 'data: [DONE]'], { error: new TypeError('terminated') })),
  };
  for (const [name, response] of Object.entries(tolerated)) {
    it(`understands ${name}`, async () => {
      const { text, error } = await stream(response);
      assert.equal(error, null);
      assert.equal(text, 'ab');
    });
  }

  const reasons: [reason: string, read: string][] = [
    ['stop', 'stop'],
    ['length', 'length'],
    ['max_tokens', 'length'],
    ['content_filter', 'content_filter'],
    ['insufficient_system_resource', 'error'],
    ['eos', 'stop'],
    ['constructor', 'stop'],
  ];
  for (const [reason, expected] of reasons) {
    it(`reads the finish reason ${reason} as ${expected}`, async () => {
      const { chunks } = await stream(sse(event('a', reason), DONE));
      assert.equal(chunks[0]!.finishReason, expected);
    });
  }

  const cachedBy: [name: string, usage: object][] = [
    ['prompt_tokens_details', { prompt_tokens_details: { cached_tokens: 4 } }],
    ['prompt_token_details', { prompt_token_details: { cached_tokens: 4 } }],
    ['num_cached_tokens', { num_cached_tokens: 4 }],
    ['an empty list of details', { prompt_tokens_details: {}, prompt_token_details: { cached_tokens: 4 } }],
  ];
  for (const [name, more] of cachedBy) {
    it(`reads the cached tokens of ${name}`, async () => {
      const { chunks } = await stream(sse(event('a', 'stop', { usage: { prompt_tokens: 8, ...more } }), DONE));
      assert.equal(chunks[0]!.usage?.cachedTokens, 4);
    });
  }

  it('shows events that end with CR alone as they come', async () => {
    const body = chunked([event('a').replaceAll('\n', '\r')], 'open');
    const { fetch } = answering(() => new Response(body, typed('text/event-stream')));
    for await (const chunk of client(fetch).stream(REQUEST)) {
      assert.equal(chunk.text, 'a');
      break;
    }
  });

  it('accepts an empty completion', async () => {
    const { chunks, error } = await stream(sse(role, event('', 'stop', USAGE), DONE));
    assert.equal(error, null);
    assert.deepEqual([chunks.length, chunks[0]?.text, chunks[0]?.usage], [1, '', usage]);
  });

  it('keeps NUL and surrogate halves that are split between two events', async () => {
    assert.equal((await stream(sse(event('\0\ud83d'), event('\ude00'), DONE))).text, '\0😀');
  });

  it('accepts a completion of 200 KB', async () => {
    const large = 'x'.repeat(200 * 1024);
    assert.equal((await stream(sse(event(large), DONE))).text, large);
  });

  const broken: [string, () => Response, new (...args: never[]) => Error, string, RegExp][] = [
    ['a stream that ends', sse(event('ab')), StreamBrokenError, 'ab', /broke off/],
    [
      'a stream that ends inside an event',
      sse(event('ab'), event('c').slice(0, 40)),
      StreamBrokenError,
      'ab',
      /broke off/,
    ],
    ['a stream without events', sse(), StreamBrokenError, '', /broke off/],
    [
      'a lost connection',
      () => new Response(chunked([event('ab')], { error: new TypeError('terminated') }), typed('text/event-stream')),
      StreamBrokenError,
      'ab',
      /broke off/,
    ],
    [
      'an error object',
      sse(event('ab'), 'data: {"object":"error","message":"boom","type":"internal","code":"9"}\n\n'),
      SDKError,
      'ab',
      /middle of its answer.*boom/,
    ],
    [
      'a nested error object',
      sse(event('ab'), 'event: error\ndata: {"error":{"message":"boom"}}\n\n'),
      SDKError,
      'ab',
      /boom/,
    ],
    [
      'an error beside choices',
      sse(event('ab'), event('', 'error', { error: { code: 502, message: 'Provider disconnected' } })),
      SDKError,
      'ab',
      /cannot answer now \(502\).*Provider disconnected/,
    ],
    [
      'an error beside choices in JSON',
      json({ choices: [], error: { message: 'Upstream is gone' } }),
      SDKError,
      '',
      /middle of its answer.*Upstream is gone/,
    ],
    [
      'an unknown path that is answered with 200',
      json({ error: 'Unexpected endpoint or method. (POST /v1/fim/completions)' }),
      SDKError,
      '',
      /has no FIM API at this address \(404\)/,
    ],
    ['choices that stay empty', sse('data: {"choices":[]}\n\n', DONE), BodyError, '', /a stream without a completion/],
    ['choices that stay empty to a break-off', sse('data: {"choices":[]}\n\n'), BodyError, '', /without a completion/],
    [
      'choices without a known field',
      sse('data: {"choices":[{"index":0,"output":"ab","finish_reason":"stop"}]}\n\n'),
      BodyError,
      '',
      /a stream without a completion/,
    ],
    ['choices of JSON that are empty', json({ choices: [] }), BodyError, '', /JSON without a completion/],
    ['a stream of nothing but its end', sse(DONE), BodyError, '', /a stream without a completion/],
    ['an error in JSON', json({ object: 'error', message: 'boom' }), SDKError, '', /boom/],
    ['events that are no JSON', sse(event('ab'), 'data: oops\n\n'), BodyError, 'ab', /something else than JSON/],
    ['events that are no objects', sse(event('ab'), 'data: 42\n\n'), BodyError, 'ab', /something else than JSON/],
    [
      'a web page',
      () => new Response('<!doctype html><title>Sign in</title>', typed('text/html')),
      BodyError,
      '',
      /web page.*sign-in/,
    ],
    ['a web page under a wrong name', sse('<html>'), BodyError, '', /web page/],
    ['a text', () => new Response('hello', typed('text/plain')), BodyError, '', /a text/],
    ['nothing', () => new Response('', typed('application/json')), BodyError, '', /nothing/],
    ['broken JSON', () => new Response('{"choices": [', typed('application/json')), BodyError, '', /broken JSON/],
    ['JSON without a completion', json({ hello: 1 }), BodyError, '', /without a completion/],
    ['a list', json([1]), BodyError, '', /without a completion/],
    [
      'a redirect',
      () => new Response(null, { status: 307, headers: { location: 'https://example.com' } }),
      BodyError,
      '',
      /another address/,
    ],
    ['a 422', json({ detail: [] }, 422), HTTPValidationError, '', /422/],
    ['an endless event', sse('data: ' + 'x'.repeat(maxResponseCharacters)), BodyError, '', /more than 4 MB/],
    [
      'an endless JSON',
      () => new Response('{"a":"' + 'x'.repeat(maxResponseCharacters)),
      BodyError,
      '',
      /more than 4 MB/,
    ],
  ];
  for (const [name, response, type, received, message] of broken) {
    it(`fails clearly on ${name}`, async () => {
      const { error } = await stream(response);
      assert.ok(error instanceof type, String(error));
      assert.match(error.message, message);
      assert.equal((error as { received?: unknown }).received, received);
    });
  }

  it('ends an endless completion', async () => {
    const mega = event('x'.repeat(1024 * 1024));
    const { error } = await stream(sse(mega, mega, mega, mega, mega));
    assert.ok(error instanceof BodyError);
  });

  it('ends an endless stream of comments', async () => {
    const comment = new TextEncoder().encode(`: ${'x'.repeat(1024 * 1024)}\n`);
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += comment.length;
        if (sent > 3 * maxBodyBytes) controller.close();
        else controller.enqueue(comment);
      },
    });
    const { error } = await stream(() => new Response(body));
    assert.ok(error instanceof BodyError, String(error));
    assert.match(error.message, /more than 32 MB/);
    assert.ok(sent < 1.1 * maxBodyBytes, `${sent} bytes`);
  });
});
