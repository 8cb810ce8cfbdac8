import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import fc from 'fast-check';
import { MistralClient } from '../../../src/mistral/client.ts';
import { readErrorResponse } from '../../../src/mistral/errors/errorBody.ts';
import { MistralError } from '../../../src/mistral/errors/errors.ts';
import { SseReader } from '../../../src/mistral/wire/sseReader.ts';
import { statusError } from '../../../src/mistral/errors/statusError.ts';
import { readModels } from '../../../src/mistral/models.ts';
import { readRateLimits } from '../../../src/mistral/rateLimits.ts';
import { type FimChunk, joined } from '../../../src/mistral/wire/response.ts';
import { parseRetryAfter } from '../../../src/mistral/retry.ts';
import { outlasts } from '../../support/texts.ts';
import { holds } from '../../support/property.ts';
import { chunked, DONE, event, KEY, PROMPT, read, REQUEST, stream, SUFFIX, USAGE } from '../../support/client.ts';

/** JSON with the names that the client reads, and any values. */
const names = fc.constantFrom(
  ...['choices', 'delta', 'message', 'content', 'text', 'type', 'finish_reason', 'index', 'usage', 'prompt_tokens'],
  ...['completion_tokens', 'total_tokens', 'num_cached_tokens', 'prompt_tokens_details', 'cached_tokens', 'error'],
  ...['detail', 'object', 'code', 'loc', 'msg', 'id', 'data', 'capabilities', 'completion_fim', 'aliases', '__proto__'],
);
const atom = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 0.5, 1e21, 'text', 'stop', 'error', 'length', '', '{"detail":[]}', KEY),
  fc.constantFrom(PROMPT, SUFFIX, `You sent ${PROMPT}`, 'vault is unknown', '\ud83d', '😀', '1500', '{0} {1}'),
  fc.string({ maxLength: 8 }),
);
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    atom,
    fc.array(tie('json'), { maxLength: 3 }),
    fc.array(fc.tuple(names, tie('json')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries) as unknown),
  ),
}));
/** JSON texts, some with numbers beyond the range of a double. */
const jsonText = fc.oneof(
  json.map((value) => JSON.stringify(value)),
  json.map((value) => JSON.stringify(value).replace(/\d+/, '1e999')),
);

const usage = fc.oneof(
  fc.constant(USAGE),
  json.map((value) => ({ usage: value })),
);
/** Invalid counts, and one valid. */
const odd = fc.constantFrom('8', '1e999', '-5', '0.5', '"8"', 'null', '9007199254740993');
/** Parts of a stream, complete or not. */
const part = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom('a', ' b', '\n', '😀', ''), usage, odd)
      .map(([text, more, count]) => event(text, null, more).replace('_tokens":8', `_tokens":${count}`)),
  },
  fc.constantFrom(
    event('c', 'stop', USAGE),
    event('', 'length'),
    event(null),
    event([{ type: 'text', text: 'd' }]),
    DONE,
  ),
  fc.constantFrom(
    ': comment\n',
    '\n',
    '\r',
    '\r\n',
    '\ufeff',
    'data',
    'data:',
    'event: x\n',
    'id: 1\n',
    '<html>',
    '{',
    '[',
    '\0',
    ' ',
  ),
  jsonText.map((text) => `data: ${text}\n\n`),
  jsonText,
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const bytes = fc
  .tuple(fc.array(fc.oneof(part, fc.uint8Array({ maxLength: 4 })), { maxLength: 8 }), fc.option(fc.nat()))
  .map(([parts, end]) => {
    const whole = Buffer.concat(parts.map((one) => Buffer.from(one as string)));
    return Uint8Array.from(end === null ? whole : whole.subarray(0, end % (whole.length + 1)));
  });
const cuts = fc.array(fc.nat({ max: 30 }), { maxLength: 5 });

const status = fc.constantFrom(400, 401, 403, 404, 407, 418, 422, 429, 500, 503, 200);
const count = fc.oneof(
  fc.constantFrom('0', '60', '-1', '1e3', '9'.repeat(400), 'many', '', '0.5'),
  fc.nat().map(String),
);

describe("a host's bytes", () => {
  it('give text or one of the errors, independent of how they are split', async () => {
    await holds(
      [bytes, cuts, fc.constantFrom('text/event-stream', 'application/json', 'text/html', '')],
      async (all, sizes, type) => {
        const headers = { 'content-type': type };
        const whole = await stream(() => new Response(chunked([all]), { headers }));
        const parts: Uint8Array[] = [];
        for (let at = 0; at < all.length;) {
          const size = sizes.length === 0 ? 1 : 1 + sizes[parts.length % sizes.length]!;
          parts.push(all.slice(at, (at += size)));
        }
        const split = await stream(() => new Response(chunked(parts), { headers }));
        assert.deepEqual(inAll(split.chunks), inAll(whole.chunks));
        for (const { error, text, chunks } of [whole, split]) {
          for (const { usage } of chunks)
            for (const tokens of Object.values(usage ?? {})) assertCount(tokens as number);
          if (error === null) continue;
          assertTyped(error);
          assert.equal(error.received, text);
        }
        assert.equal((split.error as Error | null)?.message, (whole.error as Error | null)?.message);
      },
    );
  });

  it('give one of the errors or the text so far if the connection breaks', async () => {
    await holds([bytes], async (all) => {
      const broken = Object.assign(new TypeError('terminated'), { cause: { code: 'ECONNRESET' } });
      const { text, error } = await stream(() => new Response(chunked([all], { error: broken })));
      if (error === null) return;
      assertTyped(error);
      assert.equal(error.received, text);
    });
  });

  it('give errors that quote nothing private', async () => {
    const headers: fc.Arbitrary<Record<string, string>> = fc.record(
      { 'retry-after': count, 'x-ratelimit-limit-req-minute': count },
      { requiredKeys: [] },
    );
    await holds(
      [jsonText, status, headers],
      (body, code, more) => {
        const response = readErrorResponse(code, new Headers(more), body, 0);
        const error = statusError(response, {
          endpoint: 'https://api.mistral.ai',
          model: 'm',
          secrets: [KEY, PROMPT, SUFFIX],
        });
        assertTyped(error);
        assert.doesNotMatch(error.message, /again in (?:Infinity|NaN)|undefined|\[object/);
      },
      [['""', 503, { 'retry-after': '9'.repeat(400) }]],
    );
  });

  it('give a list of models that can be shown, or none', async () => {
    const card = fc.tuple(json, fc.constantFrom('m', 'n', 7, null)).map(([more, id]) => ({
      ...(more as object),
      id,
      capabilities: { completion_fim: true },
    }));
    await holds(
      [
        fc.oneof(
          json,
          fc.array(fc.oneof(card, json), { maxLength: 3 }).map((data) => ({ data })),
        ),
      ],
      (value) => {
        for (const model of readModels(value) ?? []) {
          assert.equal(typeof model.id, 'string');
          assert.equal(typeof model.name, 'string');
          assert.ok(model.aliases.every((alias) => typeof alias === 'string'));
          assert.ok(model.contextLength === null || typeof model.contextLength === 'number');
          for (const text of [model.deprecation, model.replacement]) assert.ok(text === null || text !== '');
        }
      },
    );
  });

  it('give valid limits and delays, or none', async () => {
    const dates = fc.constantFrom(
      'Mon',
      'Mon, 01 Jan 2026 00:00:00 GMT',
      'Fri, 31 Dec 9999 23:59:59 GMT',
      'Tue GMT GMT',
    );
    await holds(
      [count, count, fc.oneof(count, dates)],
      (limit, remaining, wait) => {
        const { requests } = readRateLimits(
          new Headers({ 'x-ratelimit-limit-req-minute': limit, 'x-ratelimit-remaining-req-minute': remaining }),
        );
        for (const one of requests) for (const value of Object.values(one)) assertCount(value as number);
        const milliseconds = parseRetryAfter(wait, 0);
        assert.ok(milliseconds === null || (milliseconds >= 0 && Number.isFinite(milliseconds)), String(milliseconds));
      },
      [['9'.repeat(400), '0', '9'.repeat(400)]],
    );
  });

  it('are read in limited time if they repeat themselves', () => {
    const context = { endpoint: 'https://api.mistral.ai', model: 'm', secrets: [KEY, PROMPT] };
    outlasts((text) => {
      for (const data of new SseReader(4_000_000).feed(`data: ${text}\n\n`)) assert.ok(data.length <= text.length);
      for (const body of [
        text,
        JSON.stringify({ message: text }),
        JSON.stringify({ detail: [{ loc: [text], msg: text }] }),
      ]) {
        for (const code of [400, 422, 500]) statusError(readErrorResponse(code, new Headers(), body, 0), context);
      }
      parseRetryAfter(`Mon${text}`, 0);
    });
  });

  describe('on a socket', () => {
    let server: Server;
    let answer: Uint8Array = new Uint8Array();
    before(async () => {
      server = createServer((socket) => {
        socket.on('error', () => undefined);
        // The response waits for the end of the request: the only `}` of its body.
        socket.on('data', (data) => {
          if (data.at(-1) === 0x7d) socket.end(answer);
        });
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    });
    after(() => server.close());

    const head = fc.constantFrom(
      ...[
        'HTTP/1.1 200 OK\r\n',
        'HTTP/1.1 429 No\r\nRetry-After: 3\r\n',
        'HTTP/1.1 302 F\r\nLocation: /x\r\n',
        'HTTP/1.1 204 N\r\n',
      ],
      ...[
        'HTTP/1.1 999 ?\r\n',
        'HTTP/1.0 200\r\n',
        'HTTP/2 200 OK\r\n',
        'GET / HTTP/1.1\r\n',
        '',
        'HTTP/1.1 100 C\r\n\r\n',
      ],
    );
    const header = fc.constantFrom(
      ...[
        'Content-Length: 5\r\n',
        'Content-Length: -1\r\n',
        'Transfer-Encoding: chunked\r\n',
        'Content-Encoding: gzip\r\n',
      ],
      ...[
        'Content-Type: text/event-stream\r\n',
        'X: \0\r\n',
        ': y\r\n',
        'no colon\r\n',
        `Long: ${'a'.repeat(20_000)}\r\n`,
      ],
    );
    const frame = fc.oneof(
      bytes,
      fc.constantFrom('5\r\nhello\r\n', '0\r\n\r\n', 'ffffffffff\r\n', '\r\n', '3;x=y\r\n{}\n\r\n'),
    );
    const response = fc
      .tuple(head, fc.array(header, { maxLength: 2 }), fc.constantFrom('\r\n', ''), fc.array(frame, { maxLength: 3 }))
      .map(([first, headers, blank, frames]) =>
        Buffer.concat([first, ...headers, blank, ...frames].map((one) => Buffer.from(one as string))),
      );

    it('give text or one of the errors', async () => {
      const port = (server.address() as AddressInfo).port;
      const own = new MistralClient({ endpoint: `http://127.0.0.1:${port}`, key: KEY });
      await holds([response], async (all) => {
        answer = all;
        const { text, error } = await read(own.stream(REQUEST));
        if (error === null) return;
        assertTyped(error);
        assert.equal(error.received, text);
      });
    });
  });
});

/** All chunks merged, and their finish reasons. */
function inAll(chunks: readonly FimChunk[]): unknown {
  const reasons = chunks.map(({ finishReason }) => finishReason).filter((reason) => reason !== null);
  return { ...chunks.slice(1).reduce(joined, chunks[0]!), reasons };
}

/** One of the client's own errors, with nothing private in its message. */
function assertTyped(error: unknown): asserts error is MistralError {
  assert.ok(error instanceof MistralError, String(error));
  for (const secret of [KEY, 'hushHush', 'plum pudding', 'openSesame42']) {
    assert.ok(!error.message.includes(secret), error.message);
  }
}

function assertCount(value: number): void {
  assert.ok(Number.isSafeInteger(value) && value >= 0, String(value));
}
