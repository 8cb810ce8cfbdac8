import assert from 'node:assert/strict';
import { HTTPValidationError } from '../../../../src/mistral/errors/errors.ts';
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

  it('is left out only once', async () => {
    const { fetch, sent } = answering(unknown('min_tokens'));
    await failure(client(fetch).complete(request), HTTPValidationError);
    assert.equal(sent.length, 2);
  });
});
