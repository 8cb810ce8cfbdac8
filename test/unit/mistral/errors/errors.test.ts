import assert from 'node:assert/strict';
import { HTTPValidationError, MistralError, SDKError } from '../../../../src/mistral/errors/errors.ts';
import { answering, client, failure, json, KEY, PROMPT, REQUEST, SUFFIX } from '../../../support/client.ts';

const call = (response: () => Response, endpoint = 'https://api.mistral.ai'): Promise<unknown> =>
  client(answering(response).fetch, { endpoint }).complete(REQUEST);

describe('errors', () => {
  const entry = { type: 'less_than_equal', loc: ['body', 'temperature'], msg: 'Too large', input: PROMPT };
  const shapes: Record<string, object> = {
    detail: { detail: [entry] },
    'message.detail': { object: 'error', message: { detail: [entry] } },
    'message as JSON text': { object: 'error', message: JSON.stringify({ detail: [entry] }) },
    'detail and message': { object: 'Error', detail: [entry], message: [entry], code: 3001 },
  };
  for (const [name, body] of Object.entries(shapes)) {
    it(`reads a 422 with ${name}`, async () => {
      const error = await failure(call(json(body, 422)), HTTPValidationError);
      assert.deepEqual(error.detail, [{ loc: ['body', 'temperature'], msg: 'Too large', type: 'less_than_equal' }]);
      assert.match(error.message, /422.*temperature: Too large/);
    });
  }

  it('quotes the first entries of a 422 up to a maximum length, and counts the others', async () => {
    const detail = (count: number, msg: string) => ({
      detail: Array.from({ length: count }, () => ({ ...entry, msg })),
    });
    const few = await failure(call(json(detail(3, 'Too large'), 422)), HTTPValidationError);
    assert.match(
      few.message,
      /\(422\): temperature: Too large; temperature: Too large; temperature: Too large\. Change/,
    );
    const many = await failure(call(json(detail(30_000, 'Too large'), 422)), HTTPValidationError);
    assert.match(
      many.message,
      /temperature: Too large; temperature: Too large; temperature: Too large \(and 29997 more\)\./,
    );
    const long = await failure(call(json(detail(9, 'No. '.repeat(50)), 422)), HTTPValidationError);
    assert.match(long.message, /No?… \(and 6 more\)\. Change/);
    assert.ok(long.message.length < 450, long.message);
  });

  it('quotes nothing that shares eight characters in a row with the prompt', async () => {
    const said = async (message: string) => (await failure(call(json({ message }, 400)), SDKError)).message;
    assert.match(await said('odd plum pie'), /odd plum pie/);
    for (const part of ['lum pudding', 'unctionvau', 'Hush = "plu'])
      assert.doesNotMatch(await said(`odd ${part} e`), /odd/);
  });

  it('does not quote a sentence that would fill the screen, white space included', async () => {
    for (const message of ['No. '.repeat(100), `No.${' '.repeat(3_000_000)}`]) {
      const { message: told } = await failure(call(json({ message }, 400)), SDKError);
      assert.doesNotMatch(told, /The host says/);
    }
  });

  it('reads a 422 with a sentence, and one without a body', async () => {
    const sentence = await failure(call(json({ detail: 'temperature is wrong' }, 422)), HTTPValidationError);
    assert.deepEqual(sentence.detail, [{ loc: [], msg: 'temperature is wrong', type: '' }]);
    const silent = await failure(
      call(() => new Response('', { status: 422 })),
      HTTPValidationError,
    );
    assert.deepEqual(silent.detail, []);
  });

  const unauthorized = { message: 'Unauthorized', request_id: 'r-1' };
  const cases: [string, number, object, RegExp][] = [
    [
      'unknown model',
      400,
      { object: 'error', message: 'Invalid model: X', type: 'invalid_model', code: '1500' },
      /does not know the model "codestral-latest"/,
    ],
    ['unknown model, 404', 404, { detail: 'The model `x` does not exist' }, /does not know the model/],
    [
      'context overflow',
      400,
      { message: 'Prompt contains 40000 tokens, too large for model with 32768 maximum context length' },
      /more than the model's context.*max_tokens/,
    ],
    ['other 400', 400, { message: 'Strange' }, /refuses the request \(400\).*Strange/],
    ['400 with invisible characters', 400, { message: 'Str\u202eange' }, /refuses the request \(400\)(?!.*ange)/],
    ['400 with a blank letter', 400, { message: 'Str\u3164ange' }, /refuses the request \(400\)(?!.*ange)/],
    ['wrong key', 401, unauthorized, /wrong.*codestral\.mistral\.ai.*quota/],
    ['wrong key, other shape', 401, { detail: 'Unauthorized' }, /wrong.*codestral\.mistral\.ai.*quota/],
    ['unpaid', 402, {}, /402.*plan/],
    ['wrong key, whatever the body', 401, { type: 'invalid_model', code: '1500' }, /refuses the key/],
    ['forbidden', 403, {}, /403.*plan/],
    ['no route', 404, { message: 'no Route matched with those values' }, /no FIM API at this address.*endpoint/],
    ['too large', 413, {}, /this size \(413\)/],
    ['proxy', 407, {}, /proxy/],
    [
      'rate limit',
      429,
      { message: 'Requests rate limit exceeded', type: 'rate_limited', code: '1300' },
      /too many requests.*later/,
    ],
    [
      'capacity',
      429,
      { message: 'Service tier capacity exceeded', type: 'service_tier_capacity_exceeded', code: '3505' },
      /overloaded/,
    ],
    ['server error', 500, {}, /cannot answer now \(500\).*later/],
    ['unavailable', 503, {}, /\(503\)/],
    ['teapot', 418, {}, /418/],
  ];
  for (const [name, status, body, message] of cases) {
    it(`says what to do: ${name}`, async () => {
      const error = await failure(call(json(body, status)), SDKError);
      assert.equal(error.status, status);
      assert.match(error.message, message);
    });
  }

  it("names Mistral's API host if the Codestral host rejects the key, and no host for others", async () => {
    assert.match(
      (await failure(call(json({}, 401), 'https://codestral.mistral.ai'), SDKError)).message,
      /belongs to the other Mistral host, api\.mistral\.ai/,
    );
    assert.match(
      (await failure(call(json({}, 401), 'https://example.com'), SDKError)).message,
      /belongs to another host/,
    );
  });

  it('keeps status, content type, body, parsed fields, request id and delay', async () => {
    const body = {
      object: 'error',
      message: 'Slow down',
      type: 'rate_limited',
      param: null,
      code: '1300',
      request_id: 'r-1',
    };
    const error = await failure(call(json(body, 429, { 'retry-after': '7' })), SDKError);
    const { status, contentType, serverMessage, type, code, requestId, retryAfterMs, noAllowance } = error;
    assert.deepEqual(
      [status, contentType, error.body, serverMessage, type, code, requestId, retryAfterMs, noAllowance],
      [429, 'application/json', JSON.stringify(body), 'Slow down', 'rate_limited', '1300', 'r-1', 7000, false],
    );
    assert.match(error.message, /in 7 s/);
  });

  it('says when to try again in a unit that people read, and no time that no one waits for', async () => {
    const cases = [
      ['50', 'in 50 s.'],
      ['121', 'in 3 min.'],
      ['7200', 'in 120 min.'],
      ['86400', 'in 24 h.'],
      ['999999999', 'later.'],
      ['Fri, 31 Dec 9999 23:59:59 GMT', 'later.'],
    ] as const;
    for (const [value, when] of cases) {
      const error = await failure(call(json({}, 429, { 'retry-after': value })), SDKError);
      assert.ok(error.message.endsWith(`Try again ${when}`), `${value}: ${error.message}`);
    }
  });

  it('says that the key has no allowance', async () => {
    const error = await failure(call(json({}, 429, { 'x-ratelimit-limit-req-minute': '0' })), SDKError);
    assert.ok(error.noAllowance);
    assert.match(error.message, /no allowance/);
  });

  it('accepts any body with an error status', async () => {
    for (const body of ['', '<html>', 'null', '[]', '"x"', '{"message":{}}', '{"error":"e"}', '\0']) {
      const error = await failure(
        call(() => new Response(body, { status: 502 })),
        SDKError,
      );
      assert.equal(error.body, body);
    }
  });

  const echoes = [
    PROMPT,
    SUFFIX,
    KEY,
    JSON.stringify(PROMPT),
    'plum pudding',
    'hushHush',
    'openSesame42',
    KEY.slice(0, 12),
    ...encodings(KEY),
    ...encodings(`Authorization: Bearer ${KEY}`),
    ...encodings(KEY.slice(0, 12)),
    ...encodings(PROMPT),
  ];
  for (const echo of echoes) {
    it(`does not repeat ${JSON.stringify(echo)} that a server sends back`, async () => {
      const message = `cannot take: '${echo}' there`;
      for (const status of [400, 401, 404, 422, 429, 500]) {
        for (const body of [
          { message },
          { detail: message },
          { error: { message } },
          { detail: [{ loc: ['body', echo], msg: message, type: echo, input: echo }] },
        ]) {
          const error = await failure(call(json(body, status)), MistralError);
          assert.ok(!error.message.includes(echo), error.message);
          assert.doesNotMatch(error.message, /cannot take/);
        }
      }
    });
  }
});

/** A text as a host may send it back. */
function encodings(text: string): string[] {
  const bytes = Buffer.from(text);
  const hex = bytes.toString('hex');
  const reversed = Array.from(text).reverse().join('');
  return [
    ...['base64', 'base64url'].map((encoding) => bytes.toString(encoding as BufferEncoding)),
    ...[hex, hex.toUpperCase(), hex.replaceAll(/../g, '$& ').trim(), hex.replaceAll(/../g, '0x$&, ').trim(), `f${hex}`],
    ...[hex.replaceAll(/../g, '%$&'), hex.replaceAll(/../g, '\\x$&'), hex.replaceAll(/../g, '&#x$&;')],
    Array.from(text, (one) => `&#${one.codePointAt(0)};`).join(''),
    ...[text.toUpperCase(), text.toLowerCase(), reversed, reversed.toUpperCase()],
    ...[Buffer.from(reversed).toString('base64'), `key=${bytes.toString('base64')}`, `/a/${bytes.toString('base64')}`],
  ];
}
