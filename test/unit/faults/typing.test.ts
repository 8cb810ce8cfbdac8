import assert from 'node:assert/strict';
import { toEnglish } from '../../../src/base/message.ts';
import { errorBodies } from '../../server/errorBodies.ts';
import type { ManualClock } from '../../support/clock.ts';
import { type Fault, type FimServer, startFimServer } from '../../server/fimServer.ts';
import { BEFORE, GhostText, GOOD, KEY } from './callers.ts';

/** Number of requests in two minutes of typing, two keys a second, at a host with one failure. */
const failures: [name: string, fault: Fault, requests: number][] = [
  ['a refused key', { status: 401, body: errorBodies.unauthorized }, 1],
  ['a key that is not paid for', { status: 402, body: '' }, 1],
  ['a forbidden key', { status: 403, body: '' }, 1],
  ['no FIM API', { status: 404, body: errorBodies.noRoute }, 1],
  ['a limited rate', { status: 429, body: errorBodies.rateLimited, headers: { 'retry-after': '30' } }, 4],
  ['a limited rate without a wait', { status: 429, body: '', headers: { 'retry-after': '0' } }, 6],
  ['no server behind the proxy', { status: 502, body: '<html>' }, 6],
  ['fields that are refused', { status: 422, body: '' }, 6],
  ['a reset', { reset: true }, 6],
  ['a stream that breaks off', { text: 'sum(a, b)', breakAt: { tokens: 1 } }, 6],
  ['a page', { body: '<html>' }, 6],
  ['a redirect', { status: 307, body: '' }, 6],
  ['a host on this machine that hangs', { stall: 'headers' }, 2],
];

describe('typing on while the host fails', () => {
  let server: FimServer;
  before(async () => {
    server = await startFimServer({ files: new Map([['vault.ts', `${BEFORE}${GOOD}\n`]]), keys: [KEY] });
  });
  beforeEach(() => server.reset());
  after(() => server.close());

  for (const [name, fault, requests] of failures) {
    it(`${name}: ${requests} requests in two minutes`, async () => {
      server.fault(fault, { times: Infinity });
      const user = new GhostText(server.url);
      await user.typeFor(120_000, fault.stall === undefined);
      assert.equal(server.requests.length, requests);
    });
  }

  it('a free plan of one request a second: none is refused, and none comes too soon', async () => {
    const user: { clock?: ManualClock } = {};
    const files = new Map([['vault.ts', `${BEFORE}${GOOD}\n`]]);
    const now = () => user.clock!.now();
    const freePlan = await startFimServer({ files, keys: [KEY], host: 'freePlan', now });
    try {
      // Each key contradicts the text.
      freePlan.fault({ text: '@' }, { times: Infinity });
      const typist = new GhostText(freePlan.url);
      user.clock = typist.clock;
      await typist.typeFor(60_000, true, 300);
      assert.deepEqual(
        typist.log.filter((line) => /failed|429|pause/.test(line)),
        [],
      );
      assert.ok(
        freePlan.requests.length > 40 && freePlan.requests.length <= 60,
        `${freePlan.requests.length} requests`,
      );
    } finally {
      await freePlan.close();
    }
  });

  it('an explicit trigger sends at once, and once it works typing sends again', async () => {
    const user = new GhostText(server.url);
    server.fault({ status: 401, body: errorBodies.unauthorized }, { times: 2 });
    assert.notEqual((await user.ask()).words, null);
    const refused = await user.trigger();
    assert.match(toEnglish(refused.words!), /refuses the key/);
    assert.equal(server.requests.length, 2);
    assert.deepEqual([(await user.trigger()).offered, user.good], [GOOD, GOOD]);
    const { offered } = await user.again();
    assert.equal(offered, user.good);
  });
});
