import assert from 'node:assert/strict';
import { checkKey } from '../../../src/mistral/checkKey.ts';
import { API_HOST, CODESTRAL_HOST } from '../../../src/mistral/endpoint.ts';
import { KEY } from './harness.ts';

const CUSTOM = 'https://example.com';
const MODELS = '/v1/models';
const FIM = '/v1/fim/completions';

/** Answers by address; others have no answer at all. Notes each request. */
function world(statuses: Record<string, number>): { fetch: typeof fetch; asked: string[] } {
  const asked: string[] = [];
  const fake = (url: string): Promise<Response> => {
    asked.push(url);
    const status = statuses[url];
    if (status === undefined) return Promise.reject(new TypeError('fetch failed'));
    const body = url.endsWith(MODELS) ? { data: [] } : { choices: [{ message: { content: 'x' } }] };
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  };
  return { fetch: fake as typeof fetch, asked };
}

describe('checkKey', () => {
  const cases: [string, string, Record<string, number>, object, string[]][] = [
    ['a good API key', API_HOST, { [API_HOST + MODELS]: 200 }, { result: 'works' }, [API_HOST + MODELS]],
    [
      'a good Codestral key',
      CODESTRAL_HOST,
      { [CODESTRAL_HOST + FIM]: 200 },
      { result: 'works' },
      [CODESTRAL_HOST + FIM],
    ],
    [
      'a Codestral key at the API host',
      API_HOST,
      { [API_HOST + MODELS]: 401, [CODESTRAL_HOST + FIM]: 200 },
      { result: 'otherHost', endpoint: CODESTRAL_HOST },
      [API_HOST + MODELS, CODESTRAL_HOST + FIM],
    ],
    [
      'an API key at the Codestral host',
      CODESTRAL_HOST,
      { [CODESTRAL_HOST + FIM]: 401, [API_HOST + MODELS]: 200 },
      { result: 'otherHost', endpoint: API_HOST },
      [CODESTRAL_HOST + FIM, API_HOST + MODELS],
    ],
    [
      'a wrong key',
      API_HOST,
      { [API_HOST + MODELS]: 401, [CODESTRAL_HOST + FIM]: 401 },
      { result: 'refused' },
      [API_HOST + MODELS, CODESTRAL_HOST + FIM],
    ],
    [
      'a wrong key, the other host away',
      API_HOST,
      { [API_HOST + MODELS]: 401 },
      { result: 'refused' },
      [API_HOST + MODELS, CODESTRAL_HOST + FIM],
    ],
    ['an API host in trouble', API_HOST, { [API_HOST + MODELS]: 500 }, { result: 'unchecked' }, [API_HOST + MODELS]],
    ['a Codestral host away', CODESTRAL_HOST, {}, { result: 'unchecked' }, [CODESTRAL_HOST + FIM]],
    [
      'an API host without models',
      API_HOST,
      { [API_HOST + MODELS]: 404 },
      { result: 'unchecked' },
      [API_HOST + MODELS],
    ],
    ['a good key elsewhere', CUSTOM, { [CUSTOM + MODELS]: 200 }, { result: 'works' }, [CUSTOM + MODELS]],
    [
      'a good key elsewhere, no models',
      CUSTOM,
      { [CUSTOM + MODELS]: 404, [CUSTOM + FIM]: 200 },
      { result: 'works' },
      [CUSTOM + MODELS, CUSTOM + FIM],
    ],
    [
      'a wrong key elsewhere, which stays there',
      CUSTOM,
      { [CUSTOM + MODELS]: 401, [API_HOST + MODELS]: 200 },
      { result: 'refused' },
      [CUSTOM + MODELS],
    ],
    [
      'a wrong key at a regional host, which stays there',
      'https://api.eu.mistral.ai/',
      { ['https://api.eu.mistral.ai' + MODELS]: 401 },
      { result: 'refused' },
      ['https://api.eu.mistral.ai' + MODELS],
    ],
    [
      'a whole path for the endpoint',
      API_HOST + FIM,
      { [API_HOST + MODELS]: 401, [CODESTRAL_HOST + FIM]: 200 },
      { result: 'otherHost', endpoint: CODESTRAL_HOST },
      [API_HOST + MODELS, CODESTRAL_HOST + FIM],
    ],
    ['an endpoint that is none', 'http://example.com', {}, { result: 'unchecked' }, []],
  ];
  for (const [name, endpoint, statuses, expected, requests] of cases) {
    it(name, async () => {
      const { fetch, asked } = world(statuses);
      const check = await checkKey(KEY, endpoint, { fetch });
      assert.partialDeepStrictEqual(check, expected);
      assert.deepEqual(asked, requests);
      if ('error' in check) assert.ok(!check.error.message.includes(KEY));
    });
  }

  for (const key of ['se\ncret', 'se cret', 'se…cret', 'secr\u200bet'])
    it(`refuses a key with a character that no key has, and sends nothing: ${JSON.stringify(key)}`, async () => {
      const { fetch, asked } = world({});
      const check = await checkKey(key, API_HOST, { fetch });
      assert.ok(check.result === 'refused' && check.error.kind === 'request', check.result);
      assert.match(check.error.message, /holds a character that no key has/);
      assert.doesNotMatch(check.error.message, /cret/);
      assert.deepEqual(asked, []);
    });

  it('throws the reason of its signal', async () => {
    await assert.rejects(checkKey(KEY, API_HOST, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  });
});
