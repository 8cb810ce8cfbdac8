import assert from 'node:assert/strict';
import { HTTPValidationError, ResponseError } from '../../../../src/mistral/errors/errors.ts';
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

  const full: FimRequest = { ...request, max_tokens: 1024, stop: ['x'], temperature: 0.2 };
  const aboutValues = [
    'Prompt contains 9 tokens and max_tokens 256, too large for model with 8 maximum context length',
    'max_tokens 1024 is not supported for this model; the maximum is 512',
    "prompt contains unexpected token near 'stop'",
    "Unsupported value: 'temperature' must be >= 1",
    "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
    'Unsupported parameter: max_tokens=1024',
    'The parameter max_tokens must be a number: extra digits are not allowed',
    'unknown field `foo`, expected one of `max_tokens`, `stop`, `temperature`',
    'Unexpected field type for stop',
    'The model codestral-x is unknown, stop',
    'Extra text after the stop sequence is not allowed',
    "Extra tokens after 'stop'",
    'temperature is not supported above 1',
    'A negative temperature is not allowed',
    'top_p without temperature is not supported',
    'temperature not supported: 3.0',
    'More than 4 stop is not supported',
    'Streaming with stop is not supported',
    'The temperature 2 is not supported',
  ];
  for (const status of [400, 422]) {
    for (const sentence of aboutValues) {
      it(`is no field that a ${status} is about for another reason: ${sentence}`, async () => {
        const { fetch, sent } = answering(json({ object: 'error', message: sentence }, status));
        await failure(client(fetch).complete(full), ResponseError);
        assert.equal(sent.length, 1);
      });
    }
  }

  const forms: [sentence: string, ...dropped: string[]][] = [
    ["Unrecognized request argument supplied: 'min_tokens'", 'min_tokens'],
    ['json: unknown field "min_tokens"', 'min_tokens'],
    ['unknown field `min_tokens`, expected one of `max_tokens`, `stop` at line 1 column 35', 'min_tokens'],
    ["Unknown parameter: 'min_tokens'.", 'min_tokens'],
    ["Unsupported parameter: 'max_tokens' is not supported with this model. Use 'b' instead.", 'max_tokens'],
    ["Additional properties are not allowed ('min_tokens', 'stop' were unexpected)", 'min_tokens', 'stop'],
    ["create() got an unexpected keyword argument 'stop'", 'stop'],
    ["property 'min_tokens' is unsupported, did you mean 'max_tokens'?", 'min_tokens'],
    ['Argument not supported on this model: stop', 'stop'],
    ['Extra inputs are not permitted: min_tokens and stop', 'min_tokens', 'stop'],
    ['min_tokens: Extra inputs are not permitted', 'min_tokens'],
    ['`min_tokens` is not supported by this model', 'min_tokens'],
    ["[{'type': 'extra_forbidden', 'loc': ('body', 'stop'), 'msg': 'Extra inputs are not permitted'}]", 'stop'],
    ["mistral does not support parameters: ['min_tokens']", 'min_tokens'],
  ];
  for (const [sentence, ...dropped] of forms) {
    it(`is named by a sentence: ${sentence}`, async () => {
      const { fetch, sent } = answering(json({ error: { message: sentence } }, 400), good);
      await client(fetch).complete(full);
      const [first, second] = sent.map(({ body }) => Object.keys(body));
      assert.deepEqual(first!.filter((field) => !second!.includes(field)).sort(), dropped.sort());
    });
  }

  it('is left out only once', async () => {
    const { fetch, sent } = answering(unknown('min_tokens'));
    await failure(client(fetch).complete(request), HTTPValidationError);
    assert.equal(sent.length, 2);
  });
});
