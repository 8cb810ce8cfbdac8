import assert from 'node:assert/strict';
import { checkKey } from '../../../src/mistral/checkKey.ts';
import { apiHost, codestralHost } from '../../../src/mistral/endpoint.ts';
import { KEY } from '../../support/client.ts';

const CUSTOM = 'https://example.com';
const EU = 'https://api.eu.mistral.ai';
const FIM = '/v1/fim/completions';

/** A host's answer to a completion: a status, or a whole answer. */
type Reply = number | { status?: number; body: unknown };

/** Hosts with these replies to completions; any list of models is open to all. Records each request. */
function hosts(replies: Record<string, Reply>): { fetch: typeof fetch; asked: string[]; bodies: unknown[] } {
  const asked: string[] = [];
  const bodies: unknown[] = [];
  const fake = (url: string, init: RequestInit): Promise<Response> => {
    asked.push(url);
    bodies.push(JSON.parse((init.body as string | null) ?? 'null'));
    if (url.endsWith('/v1/models')) return Promise.resolve(Response.json({ data: [] }));
    const reply = replies[new URL(url).origin];
    if (reply === undefined || !url.endsWith(FIM)) return Promise.reject(new TypeError('fetch failed'));
    const good = { choices: [{ message: { content: 'x' } }] };
    const { status = 200, body } = typeof reply === 'number' ? { status: reply, body: good } : reply;
    return Promise.resolve(Response.json(body, { status }));
  };
  return { fetch: fake as typeof fetch, asked, bodies };
}

const lmStudio = { body: { error: 'Unexpected endpoint or method. (POST /v1/fim/completions)' } };
const unknownModel = { status: 400, body: { message: 'Invalid model: codestral-latest', code: '1500' } };

describe('checkKey', () => {
  const cases: [string, string, Record<string, Reply>, object, string[]][] = [
    ['a good API key', apiHost, { [apiHost]: 200 }, { result: 'works' }, [apiHost]],
    ['a good Codestral key', codestralHost, { [codestralHost]: 200 }, { result: 'works' }, [codestralHost]],
    [
      'a Codestral key at the API host',
      apiHost,
      { [apiHost]: 401, [codestralHost]: 200 },
      { result: 'otherHost', endpoint: codestralHost },
      [apiHost, codestralHost],
    ],
    [
      'an API key at the Codestral host',
      codestralHost,
      { [codestralHost]: 401, [apiHost]: 200 },
      { result: 'otherHost', endpoint: apiHost },
      [codestralHost, apiHost],
    ],
    [
      'an API key at the Codestral host, which has no FIM API any more',
      codestralHost,
      { [codestralHost]: { status: 404, body: { message: 'no Route matched with those values' } }, [apiHost]: 200 },
      { result: 'otherHost', endpoint: apiHost },
      [codestralHost, apiHost],
    ],
    [
      'an API key at the Codestral host, whose model the API host does not know',
      codestralHost,
      { [codestralHost]: 401, [apiHost]: unknownModel },
      { result: 'otherHost', endpoint: apiHost },
      [codestralHost, apiHost],
    ],
    [
      'a Codestral host without the FIM API, and a wrong key',
      codestralHost,
      { [codestralHost]: 404, [apiHost]: 401 },
      { result: 'unchecked' },
      [codestralHost, apiHost],
    ],
    ['a wrong key', apiHost, { [apiHost]: 401, [codestralHost]: 401 }, { result: 'refused' }, [apiHost, codestralHost]],
    [
      'a wrong key, the other host unreachable',
      apiHost,
      { [apiHost]: 401 },
      { result: 'refused' },
      [apiHost, codestralHost],
    ],
    [
      'a key without the right to FIM, which may read the list of models',
      EU,
      { [EU]: 403 },
      { result: 'refused' },
      [EU],
    ],
    ['an API host that fails', apiHost, { [apiHost]: 500 }, { result: 'unchecked' }, [apiHost]],
    ['an unreachable Codestral host', codestralHost, {}, { result: 'unchecked' }, [codestralHost]],
    ['a good key elsewhere', CUSTOM, { [CUSTOM]: 200 }, { result: 'works' }, [CUSTOM]],
    ['a server of chat completions only', CUSTOM, { [CUSTOM]: 404 }, { result: 'unchecked' }, [CUSTOM]],
    ['LM Studio', CUSTOM, { [CUSTOM]: lmStudio }, { result: 'unchecked' }, [CUSTOM]],
    [
      'an answer without a completion',
      CUSTOM,
      { [CUSTOM]: { body: { choices: [] } } },
      { result: 'unchecked' },
      [CUSTOM],
    ],
    ['a model that the host does not know', CUSTOM, { [CUSTOM]: unknownModel }, { result: 'unknownModel' }, [CUSTOM]],
    [
      'a wrong key elsewhere, which is sent nowhere else',
      CUSTOM,
      { [CUSTOM]: 401, [apiHost]: 200 },
      { result: 'refused' },
      [CUSTOM],
    ],
    [
      'a wrong key at a regional host, which is sent nowhere else',
      `${EU}/`,
      { [EU]: 401 },
      { result: 'refused' },
      [EU],
    ],
    [
      'a whole path for the endpoint',
      apiHost + FIM,
      { [apiHost]: 401, [codestralHost]: 200 },
      { result: 'otherHost', endpoint: codestralHost },
      [apiHost, codestralHost],
    ],
    ['an invalid endpoint', 'http://example.com', {}, { result: 'unchecked' }, []],
  ];
  for (const [name, endpoint, replies, expected, requests] of cases) {
    it(name, async () => {
      const { fetch, asked, bodies } = hosts(replies);
      const check = await checkKey(KEY, endpoint, { fetch });
      assert.partialDeepStrictEqual(check, expected);
      assert.deepEqual(
        asked,
        requests.map((origin) => origin + FIM),
      );
      for (const body of bodies)
        assert.deepEqual(body, { model: 'codestral-latest', prompt: '#', max_tokens: 1, stream: false });
      if ('error' in check) assert.ok(!check.error.message.includes(KEY));
    });
  }

  for (const key of ['se\ncret', 'se cret', 'se…cret', 'secr\u200bet'])
    it(`rejects a key with a character that no key has, and sends nothing: ${JSON.stringify(key)}`, async () => {
      const { fetch, asked } = hosts({});
      const check = await checkKey(key, apiHost, { fetch });
      assert.ok(check.result === 'refused' && check.error.kind === 'request', check.result);
      assert.match(check.error.message, /holds a character that no key has/);
      assert.doesNotMatch(check.error.message, /cret/);
      assert.deepEqual(asked, []);
    });

  const namesFimApi = /has no FIM API at this address \(404\)/;
  for (const [name, reply] of Object.entries({ 'any server': 404, 'LM Studio': lmStudio }))
    it(`says that a server has no FIM API: ${name}`, async () => {
      const check = await checkKey(KEY, CUSTOM, { fetch: hosts({ [CUSTOM]: reply }).fetch });
      assert.ok(check.result === 'unchecked');
      assert.match(check.error.message, namesFimApi);
    });

  it('throws the reason of its signal', async () => {
    await assert.rejects(checkKey(KEY, apiHost, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  });
});
