import assert from 'node:assert/strict';
import { checkKey } from '../../../src/mistral/checkKey.ts';
import { MistralClient } from '../../../src/mistral/client.ts';
import { type FimServer, startFimServer } from '../../server/fimServer.ts';
import type { HostName } from '../../server/hosts.ts';
import { read } from '../../support/client.ts';

const key = 'test-key';
const request = { model: 'codestral-latest', prompt: 'const one', suffix: ';', prompt_cache_key: 'cache' };
const forbidden = /does not allow this key to do that \(403\)/;
const noFim = /has no FIM API at this address \(404\)/;

/** What a user learns at a host: the check of a key, the first completion (a text or an error), and the requests for it. */
const cases: [HostName, check: string, first: string | RegExp, requests: number][] = [
  ['api', 'works', ' = 1', 1],
  ['codestral', 'works', ' = 1', 1],
  ['codestralGone', 'unchecked', noFim, 1],
  ['keyWithoutFim', 'refused', forbidden, 1],
  ['freePlan', 'works', ' = 1', 1],
  ['openAi', 'unchecked', noFim, 1],
  ['lmStudio', 'unchecked', noFim, 1],
  ['inception', 'works', ' = 1', 1],
  ['azure', 'works', ' = 1', 2],
];

describe("a host's behaviour", () => {
  let server: FimServer;
  afterEach(() => server.close());

  for (const [host, check, first, requests] of cases) {
    it(`${host}: the check of a key says what the first completion shows`, async () => {
      let now = 0;
      server = await startFimServer({
        files: new Map([['a.ts', 'const one = 1;\n']]),
        host,
        now: () => (now += 1_000),
      });
      assert.equal((await checkKey(key, server.url)).result, check);
      server.reset();
      const client = new MistralClient({ endpoint: server.url, key });
      for (const stream of [client.stream(request), whole(client)]) {
        const { text, error } = await read(stream);
        if (typeof first === 'string') assert.deepEqual([text, error], [first, null]);
        else assert.match((error as Error).message, first);
      }
      // A field that the host refuses is left out from the second request on.
      assert.equal(server.requests.length, requests + 1);
    });
  }

  it('a free plan answers a request within a second of the last with 429', async () => {
    let now = 0;
    server = await startFimServer({ host: 'freePlan', now: () => now });
    const client = new MistralClient({ endpoint: server.url, key });
    const ask = async (): Promise<unknown> => (await read(client.stream(request))).error;
    assert.equal(await ask(), null);
    now = 999;
    assert.match(String(await ask()), /too many requests \(429\)/);
    now = 1_000;
    assert.equal(await ask(), null);
  });
});

async function* whole(client: MistralClient) {
  yield await client.complete(request);
}
