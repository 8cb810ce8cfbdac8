import assert from 'node:assert/strict';
import { HTTPValidationError, SDKError } from '../../../../src/mistral/errors/errors.ts';
import type { FimRequest } from '../../../../src/mistral/wire/request.ts';
import { answering, client, DONE, event, failure, json, read, REQUEST, sse } from '../../../support/client.ts';

const request: FimRequest = { ...REQUEST, prompt_cache_key: 'c', min_tokens: 1 };
const unknown = (...fields: string[]): (() => Response) =>
  json(
    {
      detail: fields.map((field) => ({
        type: 'extra_forbidden',
        loc: ['body', field],
        msg: 'Extra inputs are not permitted',
      })),
    },
    422,
  );
const good = sse(event('ab', 'stop'), DONE);

describe('a field the host does not know', () => {
  it('is dropped, reported, and remembered for this host', async () => {
    const notes: string[] = [];
    const { fetch, sent } = answering(unknown('prompt_cache_key'), good);
    const mistral = client(fetch, { onNote: (note) => notes.push(note) });
    assert.equal((await read(mistral.stream(request))).text, 'ab');
    assert.equal((await mistral.complete(request)).text, 'ab');
    assert.deepEqual(
      sent.map(({ body }) => 'prompt_cache_key' in body),
      [true, false, false],
    );
    assert.deepEqual(
      sent.map(({ body }) => body.min_tokens),
      [1, 1, 1],
    );
    assert.deepEqual(notes, ['dropped the field prompt_cache_key: api.mistral.ai does not know it']);
  });

  it('is dropped with others, named at once or one after the other', async () => {
    for (const responses of [
      [unknown('prompt_cache_key', 'min_tokens')],
      [unknown('min_tokens'), unknown('prompt_cache_key')],
    ]) {
      const { fetch, sent } = answering(...responses, good);
      await client(fetch).complete(request);
      assert.deepEqual(Object.keys(sent.at(-1)!.body), ['model', 'prompt', 'suffix', 'stream']);
    }
  });

  it('is found in a sentence', async () => {
    const { fetch, sent } = answering(json({ detail: 'Unrecognized argument: prompt_cache_key' }, 422), good);
    await client(fetch).complete(request);
    assert.equal(sent.length, 2);
  });

  const azure =
    "Extra parameters ['prompt_cache_key', 'min_tokens'] are not allowed when extra-parameters is not set or set to be 'error'.";
  const of400: Record<string, unknown> = {
    Azure: { error: { code: 'Bad Request', message: azure, status: 400 } },
    'Azure, not nested': { status: 'Bad Request', message: azure },
    OpenAI: {
      error: {
        message: 'Unrecognized request arguments supplied: min_tokens, prompt_cache_key',
        type: 'invalid_request_error',
        param: null,
      },
    },
    'a list of entries': {
      detail: ['min_tokens', 'prompt_cache_key'].map((field) => ({ type: 'extra_forbidden', loc: ['body', field] })),
    },
  };
  for (const [name, body] of Object.entries(of400)) {
    it(`is dropped after a 400, once for the host: ${name}`, async () => {
      const { fetch, sent } = answering(json(body, 400), good);
      const mistral = client(fetch);
      assert.equal((await read(mistral.stream(request))).text, 'ab');
      assert.equal((await read(mistral.stream(request))).text, 'ab');
      assert.deepEqual(
        sent.map(({ body }) => ['prompt_cache_key' in body, 'min_tokens' in body]),
        [
          [true, true],
          [false, false],
          [false, false],
        ],
      );
    });
  }

  it('is dropped by two requests at the same time', async () => {
    const { fetch, sent } = answering(unknown('min_tokens'), unknown('min_tokens'), good);
    const mistral = client(fetch);
    await Promise.all([mistral.complete(request), mistral.complete(request)]);
    assert.equal(sent.length, 4);
  });

  const kept: Record<string, () => Response> = {
    'one that the request does not have': unknown('metadata'),
    'one that cannot be left out': unknown('suffix'),
    'a value out of bounds': json(
      { detail: [{ type: 'less_than_equal', loc: ['body', 'min_tokens'], msg: 'Too large' }] },
      422,
    ),
    'one within metadata': json(
      { detail: [{ type: 'extra_forbidden', loc: ['body', 'min_tokens', 'x'], msg: 'Extra' }] },
      422,
    ),
  };
  for (const [name, response] of Object.entries(kept)) {
    it(`is an error: ${name}`, async () => {
      const { fetch, sent } = answering(response);
      await failure(client(fetch).complete(request), HTTPValidationError);
      assert.equal(sent.length, 1);
    });
  }

  it('is no field that another 400 is about', async () => {
    const tooMany = 'Prompt contains 9 tokens and max_tokens 256, too large for model with 8 maximum context length';
    const { fetch, sent } = answering(json({ object: 'error', message: tooMany }, 400));
    await failure(client(fetch).complete({ ...request, max_tokens: 256 }), SDKError);
    assert.equal(sent.length, 1);
  });

  it('is left out only once', async () => {
    const { fetch, sent } = answering(unknown('min_tokens'));
    await failure(client(fetch).complete(request), HTTPValidationError);
    assert.equal(sent.length, 2);
  });
});
