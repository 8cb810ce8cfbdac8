import assert from 'node:assert/strict';
import { RequestError } from '../../../../src/mistral/errors/errors.ts';
import type { FimField, FimRequest } from '../../../../src/mistral/wire/request.ts';
import { checkRequest, requestBody } from '../../../../src/mistral/wire/request.ts';

const base: FimRequest = { model: 'm', prompt: 'p' };
const full: Required<FimRequest> = {
  model: 'codestral-latest',
  prompt: 'a',
  suffix: 'b',
  temperature: 0.2,
  top_p: 0.9,
  max_tokens: 64,
  min_tokens: 0,
  stop: ['\n\n'],
  random_seed: 7,
  metadata: { from: 'here' },
  prompt_cache_key: 'k',
};

describe('request', () => {
  const good: Record<string, object> = {
    'every field': full,
    'only required fields': base,
    'null where the API allows it': {
      ...base,
      model: null,
      suffix: null,
      temperature: null,
      max_tokens: null,
      min_tokens: null,
      random_seed: null,
      metadata: null,
      prompt_cache_key: null,
    },
    'values on the bounds': { ...base, temperature: 1.5, top_p: 0, max_tokens: 0 },
    'an undefined field': { ...base, suffix: undefined },
    'one stop text': { ...base, stop: 'end' },
    'an empty prompt': { ...base, prompt: '' },
  };
  for (const [name, request] of Object.entries(good)) {
    it(`accepts ${name}`, () => checkRequest(request as FimRequest));
  }

  const bad: [FimField | 'n', unknown, RegExp][] = [
    ['model', undefined, /model is missing/],
    ['model', '', /model is "", but must be the name of a model/],
    ['prompt', undefined, /prompt is missing/],
    ['prompt', null, /prompt is of type null, but must be a string/],
    ['suffix', 3, /suffix is of type number/],
    ['temperature', 1.6, /temperature is 1\.6, but must be a number from 0 to 1\.5, or null/],
    ['temperature', -0.1, /-0\.1/],
    ['temperature', NaN, /NaN/],
    ['temperature', '0.2', /temperature is "0\.2"/],
    ['top_p', 1.01, /top_p is 1\.01, but must be a number from 0 to 1/],
    ['top_p', null, /top_p is null/],
    ['max_tokens', -1, /max_tokens is -1, but must be a whole number of 0 or more/],
    ['max_tokens', 1.5, /1\.5/],
    ['max_tokens', Infinity, /Infinity/],
    ['min_tokens', -3, /min_tokens is -3/],
    ['random_seed', -1, /random_seed is -1/],
    ['stop', null, /stop is of type null, but must be a string or a list/],
    ['stop', ['a', 1], /stop is of type array/],
    ['metadata', [], /metadata is of type array/],
    ['prompt_cache_key', 5, /prompt_cache_key is 5/],
    ['n', 2, /does not know/],
  ];
  for (const [field, value, message] of bad) {
    it(`rejects ${field} ${String(value)}`, () => {
      assert.throws(
        () => checkRequest({ ...base, [field]: value }),
        (error) => error instanceof RequestError && error.field === field && message.test(error.message),
      );
    });
  }

  it('sends null as null, and no absent or undefined field', () => {
    const request = { ...base, suffix: null, max_tokens: undefined } as unknown as FimRequest;
    assert.deepEqual(JSON.parse(requestBody(request, true, new Set())), {
      model: 'm',
      prompt: 'p',
      suffix: null,
      stream: true,
    });
  });

  it('sends every field under its own name', () => {
    assert.deepEqual(JSON.parse(requestBody(full, false, new Set())), { ...full, stream: false });
  });

  it('leaves out fields that the host does not know', () => {
    const body = requestBody(full, true, new Set<FimField>(['metadata', 'min_tokens']));
    assert.deepEqual(
      Object.keys(full).filter((field) => !body.includes(`"${field}"`)),
      ['min_tokens', 'metadata'],
    );
  });

  it('replaces half a surrogate pair, keeps pairs and NUL', () => {
    const request = { ...base, prompt: 'a\ud83db\0', suffix: '😀\ude00', stop: ['\ud800'] };
    const sent = JSON.parse(requestBody(request, true, new Set())) as FimRequest;
    assert.deepEqual([sent.prompt, sent.suffix, sent.stop], ['a\ufffdb\0', '😀\ufffd', ['\ufffd']]);
  });
});
