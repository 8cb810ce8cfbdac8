import assert from 'node:assert/strict';
import { SDKError } from '../../../src/mistral/errors/errors.ts';
import { MistralClient } from '../../../src/mistral/client.ts';
import type { RetryConfig } from '../../../src/mistral/retry.ts';
import { explicitRetry, parseRetryAfter } from '../../../src/mistral/retry.ts';
import { type FimServer, startFimServer } from '../../server/fimServer.ts';
import { ManualClock } from '../../support/clock.ts';
import {
  answering,
  chunked,
  client,
  DONE,
  event,
  failure,
  json,
  KEY,
  PROMPT,
  read,
  REQUEST,
  sse,
  SUFFIX,
} from '../../support/client.ts';

const backoff: RetryConfig = { strategy: 'backoff' };
const good = sse(event('ab', 'stop'), DONE);
const connectionLost = (): Response => {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });
};
/** Matches the timer of a delay: other timers limit the response. */
const isDelay = (delayMs: number) => (milliseconds: number) => milliseconds === delayMs;

/** Runs a call and lets each delay pass; returns the delays and the number of requests. */
async function run(responses: (() => Response)[], retry: RetryConfig | undefined, delays: number) {
  const clock = new ManualClock();
  const { fetch, sent } = answering(...responses);
  const timeouts = { headersMs: Infinity, firstTextMs: Infinity, idleMs: Infinity };
  const call = client(fetch, { clock, timeouts, ...(retry && { retry }) }).complete(REQUEST);
  const outcome = call.then(
    () => 'good',
    () => 'bad',
  );
  for (let i = 0; i < delays; i++) await clock.runOut();
  return { result: await outcome, waited: clock.waited, requests: sent.length };
}

describe('retry', () => {
  for (const status of [429, 500, 502, 503, 504]) {
    it(`sends again after ${status}, with growing delays`, async () => {
      const { waited, result, requests } = await run(
        [...Array<() => Response>(3).fill(json({}, status)), good],
        backoff,
        3,
      );
      assert.deepEqual([result, requests, waited], ['good', 4, [1000, 1250, 1625]]); // 500 * 1.5^n + half of the jitter
    });
  }

  for (const status of [400, 401, 403, 404, 422, 501]) {
    it(`does not send again after ${status}`, async () => {
      assert.deepEqual(await run([json({}, status), good], backoff, 0), { result: 'bad', waited: [], requests: 1 });
    });
  }

  it('is off by default', async () => {
    assert.equal((await run([json({}, 503), good], undefined, 0)).requests, 1);
  });

  it('can be set for one call', async () => {
    const { fetch, sent } = answering(json({}, 503), good);
    await failure(client(fetch, { retry: backoff }).complete(REQUEST, { retry: { strategy: 'none' } }), SDKError);
    assert.equal(sent.length, 1);
  });

  it('waits as long as Retry-After says', async () => {
    const date = new Date(Date.UTC(2026, 0, 1) + 22_000).toUTCString();
    const responses = [json({}, 429, { 'retry-after': '2' }), json({}, 503, { 'retry-after': date }), good];
    assert.deepEqual((await run(responses, backoff, 2)).waited, [2000, 20_000]);
  });

  it('computes no delay longer than the maximum interval', async () => {
    const retry: RetryConfig = {
      strategy: 'backoff',
      backoff: { initialInterval: 500, maxInterval: 1100, exponent: 1.5, maxElapsedTime: 10_000 },
    };
    assert.deepEqual((await run([json({}, 500), json({}, 500), good], retry, 2)).waited, [1000, 1100]);
  });

  it('gives up if the next attempt would begin too late', async () => {
    const retry: RetryConfig = {
      strategy: 'backoff',
      backoff: { initialInterval: 500, maxInterval: 60_000, exponent: 1.5, maxElapsedTime: 2300 },
    };
    const { result, waited } = await run([json({}, 500)], retry, 2);
    assert.deepEqual([result, waited], ['bad', [1000, 1250]]);
  });

  it('gives up after the maximum number of retries', async () => {
    const { result, requests } = await run([json({}, 500)], { ...backoff, maxRetries: 1 }, 1);
    assert.deepEqual([result, requests], ['bad', 2]);
  });

  it('does not send again if the key has no allowance', async () => {
    assert.equal((await run([json({}, 429, { 'x-ratelimit-limit-req-minute': '0' }), good], backoff, 0)).requests, 1);
  });

  it('sends again after a lost connection only if configured', async () => {
    assert.equal((await run([connectionLost, good], backoff, 0)).requests, 1);
    assert.equal((await run([connectionLost, good], { ...backoff, retryConnectionErrors: true }, 1)).requests, 2);
  });

  it('ends the delay at once when the caller or the client aborts', async () => {
    for (const aborts of ['caller', 'client']) {
      const clock = new ManualClock();
      const controller = new AbortController();
      const { fetch, sent } = answering(json({}, 503));
      const { signal } = controller;
      const options = { clock, retry: backoff, ...(aborts === 'client' && { signal }) };
      const call = client(fetch, options).complete(REQUEST, aborts === 'caller' ? { signal } : {});
      const failed = assert.rejects(call, /enough/);
      await clock.onWait(isDelay(1000));
      controller.abort(new Error('enough'));
      await failed;
      assert.deepEqual([clock.pending, sent.length], [0, 1]);
    }
  });
});

describe('retry of what the user asks for explicitly', () => {
  it('sends at most twice again, within three seconds', async () => {
    const { result, waited, requests } = await run([json({}, 503)], explicitRetry, 2);
    assert.deepEqual([result, requests, waited], ['bad', 3, [750, 1000]]); // 250 * 2^n + half of the jitter
  });

  it('sends again after a lost connection', async () => {
    assert.equal((await run([connectionLost, connectionLost, good], explicitRetry, 2)).result, 'good');
  });

  it('waits as long as Retry-After says, and fails at once if that is too long', async () => {
    const soon = await run([json({}, 429, { 'retry-after': '2' }), good], explicitRetry, 1);
    assert.deepEqual([soon.result, soon.waited], ['good', [2000]]);
    const late = await run([json({}, 429, { 'retry-after': '4' }), good], explicitRetry, 0);
    assert.deepEqual([late.result, late.requests], ['bad', 1]);
  });

  it('does not send again after a time-out', async () => {
    const clock = new ManualClock();
    let requests = 0;
    const never = (() => {
      requests++;
      return new Promise(() => undefined);
    }) as typeof fetch;
    const asking = client(never, { clock, retry: explicitRetry }).models({ timeouts: { headersMs: 3_000 } });
    const failed = assert.rejects(asking, /did not answer/);
    await clock.runOut();
    await failed;
    assert.equal(requests, 1);
  });

  it('does not send again after text has arrived', async () => {
    const broken = new Response(chunked([event('ab')], { error: new TypeError('terminated') }));
    const { fetch, sent } = answering(() => broken, good);
    const { text, error } = await read(client(fetch, { retry: explicitRetry }).stream(REQUEST));
    assert.match(String(error), /broke off/);
    assert.deepEqual([text, sent.length], ['ab', 1]);
  });

  it('notifies the caller, and writes a line without key and source', async () => {
    const clock = new ManualClock();
    const notes: string[] = [];
    let retries = 0;
    const { fetch } = answering(json({ message: `cannot take ${PROMPT} ${SUFFIX} with ${KEY}` }, 503), good);
    const options = { clock, retry: explicitRetry, onNote: (note: string) => void notes.push(note) };
    const call = client(fetch, options).complete(REQUEST, { onRetry: () => (retries += 1) });
    await clock.runOut(isDelay(750));
    assert.equal((await call).text, 'ab');
    assert.equal(retries, 1);
    assert.equal(notes.length, 1);
    assert.match(notes[0]!, /^retries in 750 ms after SDKError: .*503/);
    for (const secret of [KEY, 'plum pudding', 'openSesame42']) assert.ok(!notes[0]!.includes(secret), notes[0]);
  });

  describe('at the FIM server', () => {
    let server: FimServer;
    before(async () => {
      server = await startFimServer({ files: new Map([['one.ts', 'const one = 1 + 2 + 3;\n']]) });
    });
    afterEach(() => server.reset());
    after(() => server.close());

    it('streams the completion after a 503 and a reset', async () => {
      server.fault([{ status: 503 }, { reset: true }]);
      const clock = new ManualClock();
      const own = new MistralClient({ endpoint: server.url, key: 'test-key', clock });
      const reading = read(
        own.stream({ model: 'codestral-latest', prompt: 'const one = ', suffix: '' }, { retry: explicitRetry }),
      );
      for (const delayMs of [750, 1000]) await clock.runOut(isDelay(delayMs));
      const { text, error } = await reading;
      assert.equal(error, null);
      assert.match(text, /^1 \+ 2 \+ 3;/);
      assert.equal(server.requests.length, 3);
    });
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(1994, 10, 6, 8, 49, 7);
  const cases: [string | null, number | null][] = [
    ['120', 120_000],
    [' 1.5 ', 1500],
    ['0', 0],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 30_000],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 30_000],
    ['Sun Nov  6 08:49:37 1994', 30_000],
    ['Sun, 06 Nov 1994 08:00:00 GMT', 0],
    ['-5', null],
    ['soon 1', null],
    ['Sunday', null],
    ['', null],
    [null, null],
  ];
  for (const [value, milliseconds] of cases) {
    it(`${String(value)} is ${String(milliseconds)} ms`, () => assert.equal(parseRetryAfter(value, now), milliseconds));
  }
});
