import assert from 'node:assert/strict';
import { checkKey } from '../../../src/mistral/checkKey.ts';
import { apiHost, codestralHost } from '../../../src/mistral/endpoint.ts';
import { KEY } from '../../support/client.ts';

const CUSTOM = 'https://example.com';
const MODELS = '/v1/models';
const FIM = '/v1/fim/completions';

/** Hosts with these statuses by address; requests to other addresses fail. Records each request. */
function hosts(statuses: Record<string, number>): { fetch: typeof fetch; asked: string[] } {
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
    ['a good API key', apiHost, { [apiHost + MODELS]: 200 }, { result: 'works' }, [apiHost + MODELS]],
    ['a good Codestral key', codestralHost, { [codestralHost + FIM]: 200 }, { result: 'works' }, [codestralHost + FIM]],
    [
      'a Codestral key at the API host',
      apiHost,
      { [apiHost + MODELS]: 401, [codestralHost + FIM]: 200 },
      { result: 'otherHost', endpoint: codestralHost },
      [apiHost + MODELS, codestralHost + FIM],
    ],
    [
      'an API key at the Codestral host',
      codestralHost,
      { [codestralHost + FIM]: 401, [apiHost + MODELS]: 200 },
      { result: 'otherHost', endpoint: apiHost },
      [codestralHost + FIM, apiHost + MODELS],
    ],
    [
      'a wrong key',
      apiHost,
      { [apiHost + MODELS]: 401, [codestralHost + FIM]: 401 },
      { result: 'refused' },
      [apiHost + MODELS, codestralHost + FIM],
    ],
    [
      'a wrong key, the other host unreachable',
      apiHost,
      { [apiHost + MODELS]: 401 },
      { result: 'refused' },
      [apiHost + MODELS, codestralHost + FIM],
    ],
    ['an API host that fails', apiHost, { [apiHost + MODELS]: 500 }, { result: 'unchecked' }, [apiHost + MODELS]],
    ['an unreachable Codestral host', codestralHost, {}, { result: 'unchecked' }, [codestralHost + FIM]],
    ['an API host without models', apiHost, { [apiHost + MODELS]: 404 }, { result: 'unchecked' }, [apiHost + MODELS]],
    ['a good key elsewhere', CUSTOM, { [CUSTOM + MODELS]: 200 }, { result: 'works' }, [CUSTOM + MODELS]],
    [
      'a good key elsewhere, no models',
      CUSTOM,
      { [CUSTOM + MODELS]: 404, [CUSTOM + FIM]: 200 },
      { result: 'works' },
      [CUSTOM + MODELS, CUSTOM + FIM],
    ],
    [
      'a wrong key elsewhere, which is sent nowhere else',
      CUSTOM,
      { [CUSTOM + MODELS]: 401, [apiHost + MODELS]: 200 },
      { result: 'refused' },
      [CUSTOM + MODELS],
    ],
    [
      'a wrong key at a regional host, which is sent nowhere else',
      'https://api.eu.mistral.ai/',
      { ['https://api.eu.mistral.ai' + MODELS]: 401 },
      { result: 'refused' },
      ['https://api.eu.mistral.ai' + MODELS],
    ],
    [
      'a whole path for the endpoint',
      apiHost + FIM,
      { [apiHost + MODELS]: 401, [codestralHost + FIM]: 200 },
      { result: 'otherHost', endpoint: codestralHost },
      [apiHost + MODELS, codestralHost + FIM],
    ],
    ['an invalid endpoint', 'http://example.com', {}, { result: 'unchecked' }, []],
  ];
  for (const [name, endpoint, statuses, expected, requests] of cases) {
    it(name, async () => {
      const { fetch, asked } = hosts(statuses);
      const check = await checkKey(KEY, endpoint, { fetch });
      assert.partialDeepStrictEqual(check, expected);
      assert.deepEqual(asked, requests);
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

  it('throws the reason of its signal', async () => {
    await assert.rejects(checkKey(KEY, apiHost, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  });
});
