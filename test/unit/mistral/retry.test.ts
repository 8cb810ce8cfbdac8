import assert from 'node:assert/strict';
import { SDKError } from '../../../src/mistral/errors/errors.ts';
import type { RetryConfig } from '../../../src/mistral/retry.ts';
import { parseRetryAfter } from '../../../src/mistral/retry.ts';
import { ManualClock } from '../../support/clock.ts';
import { answering, client, DONE, event, failure, json, REQUEST, sse } from '../../support/client.ts';

const backoff: RetryConfig = { strategy: 'backoff' };
const good = sse(event('ab', 'stop'), DONE);
const connectionLost = (): Response => {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });
};
/** Not the limits on the response, which are longer than any wait here. */
const isWait = (milliseconds: number): boolean => milliseconds < 30_000;

/** Runs a call, letting each wait run out; gives the waits and the number of requests. */
async function run(responses: (() => Response)[], retry: RetryConfig | undefined, waits: number) {
  const clock = new ManualClock();
  const { fetch, sent } = answering(...responses);
  const timeouts = { headersMs: Infinity, firstTextMs: Infinity, idleMs: Infinity };
  const call = client(fetch, { clock, timeouts, ...(retry && { retry }) }).complete(REQUEST);
  const outcome = call.then(
    () => 'good',
    () => 'bad',
  );
  for (let i = 0; i < waits; i++) await clock.runOut();
  return { result: await outcome, waited: clock.waited, requests: sent.length };
}

describe('retry', () => {
  for (const status of [429, 500, 502, 503, 504]) {
    it(`sends again after ${status}, with growing waits`, async () => {
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

  it('never waits longer than the longest interval of its own', async () => {
    const retry: RetryConfig = {
      strategy: 'backoff',
      backoff: { initialInterval: 500, maxInterval: 1100, exponent: 1.5, maxElapsedTime: 10_000 },
    };
    assert.deepEqual((await run([json({}, 500), json({}, 500), good], retry, 2)).waited, [1000, 1100]);
  });

  it('gives up when the next attempt would come too late', async () => {
    const retry: RetryConfig = {
      strategy: 'backoff',
      backoff: { initialInterval: 500, maxInterval: 60_000, exponent: 1.5, maxElapsedTime: 2300 },
    };
    const { result, waited } = await run([json({}, 500)], retry, 2);
    assert.deepEqual([result, waited], ['bad', [1000, 1250]]);
  });

  it('does not send again where the key has no allowance', async () => {
    assert.equal((await run([json({}, 429, { 'x-ratelimit-limit-req-minute': '0' }), good], backoff, 0)).requests, 1);
  });

  it('sends again after a lost connection only if told so', async () => {
    assert.equal((await run([connectionLost, good], backoff, 0)).requests, 1);
    assert.equal((await run([connectionLost, good], { ...backoff, retryConnectionErrors: true }, 1)).requests, 2);
  });

  it('stops waiting when the caller aborts', async () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const { fetch, sent } = answering(json({}, 503));
    const call = client(fetch, { clock, retry: backoff }).complete(REQUEST, { signal: controller.signal });
    const failed = assert.rejects(call, /enough/);
    await clock.onWait(isWait);
    controller.abort(new Error('enough'));
    await failed;
    assert.deepEqual([clock.pending, sent.length], [0, 1]);
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
