import assert from 'node:assert/strict';
import { CircuitBreaker } from '../../../src/completion/circuitBreaker.ts';
import type { EngineEvent, Outcome } from '../../../src/completion/events.ts';
import {
  BodyError,
  ConnectionError,
  type ErrorResponse,
  RequestError,
  SDKError,
  StreamBrokenError,
  TimeoutError,
} from '../../../src/mistral/errors/errors.ts';
import { message } from '../../../src/base/message.ts';
import { errorResponse } from '../../support/errorResponse.ts';
import { ManualClock } from '../../support/clock.ts';

const [second, minute] = [1_000, 60_000];
/** The clock's random value is 0.5, so a wait is longer by half of the jitter of 20 %. */
const jittered = (milliseconds: number) => Math.round(milliseconds * 1.1);

const status = (code: number, more: Partial<ErrorResponse> = {}) =>
  new SDKError(message('failed'), errorResponse(code, more));

function setUp() {
  const clock = new ManualClock();
  const rests: number[] = [];
  /** How often the breaker has emitted that the host works. */
  const said = { works: 0 };
  const breaker = new CircuitBreaker(clock, (event) => {
    if (event.type === 'circuitOpen') rests.push(Math.round(event.milliseconds));
    if (event.type === 'circuitClosed') said.works++;
  });
  let last = 0;
  const ask = (explicit = false) => {
    const id = ++last;
    const sizes = { prefix: 300, suffix: 0 };
    breaker.onEvent({ type: 'requested', id, model: 'm', host: '', language: 'go', ...sizes, explicit });
    const end = (outcome: Outcome, error: unknown = null, firstTextMs: number | null = null) =>
      breaker.onEvent({
        ...{ type: 'ended', id, model: 'm', outcome, error, firstTextMs },
        ...{ received: 0, chunks: 0, totalMs: 0, usage: null, impossibleUsage: null },
      } satisfies EngineEvent);
    return {
      works: () => end('complete', null, 200),
      fails: (error: unknown) => end('failed', error),
      isContradicted: (firstTextMs: number | null = null) => end('contradicted', null, firstTextMs),
    };
  };
  /** Types without a pause while every request fails. @returns the number of requests within this time */
  const typeWhileItFails = async (error: unknown, milliseconds: number) => {
    let requests = 0;
    for (let at = 0; at < milliseconds; at += 100) {
      if (breaker.maySend(false)) {
        ask().fails(error);
        requests++;
      }
      await clock.advance(100);
    }
    return requests;
  };
  return { clock, breaker, rests, said, ask, typeWhileItFails };
}

describe('CircuitBreaker', () => {
  const cases: [name: string, error: unknown, rests: number[]][] = [
    ['500', status(500), [2, 4, 8, 16, 32, 64, 120, 120].map((seconds) => seconds * second)],
    ['503', status(503), [2 * second, 4 * second]],
    ['429 without a time', status(429), [2 * second, 4 * second]],
    ['a lost connection', new ConnectionError('lost', message('')), [2 * second, 4 * second, 8 * second]],
    ['a time-out', new TimeoutError('headers', message('')), [2 * second, 4 * second]],
    ['a stream that is cut off', new StreamBrokenError(message('')), [2 * second, 4 * second]],
    ["a captive portal's page", new BodyError(message('')), [2 * second, 4 * second]],
    ['no network', new ConnectionError('dns', message('')), [2 * second, 4 * second, 5 * second, 5 * second]],
    ['no connection in time', new ConnectionError('unknown', message('')), [2 * second, 4 * second, 5 * second]],
    ['no server', new ConnectionError('refused', message('')), [2 * second, 4 * second, 5 * second]],
    ['401', status(401), [5, 10, 20, 40, 60, 60].map((minutes) => minutes * minute)],
    ['402', status(402), [5 * minute]],
    ['403', status(403), [5 * minute]],
    ['an unknown model', status(400, { code: '1500' }), [5 * minute]],
    ['no FIM API', status(404), [5 * minute]],
    ['a key without any allowance', status(429, { noAllowance: true, retryAfterMs: second }), [5 * minute]],
    ['a refused key that may come again soon', status(401, { retryAfterMs: second }), [5 * minute]],
    ['Retry-After: 0', status(429, { retryAfterMs: 0 }), [2 * second, 4 * second]],
    ['a bug of Infill', new TypeError('a bug of Infill'), [2 * second, 4 * second]],
  ];
  for (const [name, error, waits] of cases) {
    it(`${name}: pauses longer after each failure, with one request in between`, async () => {
      const { clock, breaker, rests, ask } = setUp();
      for (const wait of waits) {
        assert.equal(breaker.maySend(false), true);
        ask().fails(error);
        assert.equal(rests.at(-1), jittered(wait));
        await clock.advance(jittered(wait) - 1);
        assert.equal(breaker.maySend(false), false);
        await clock.advance(1);
      }
    });
  }

  it('pauses as long as Retry-After asks, at most an hour', async () => {
    const { clock, breaker, rests, ask } = setUp();
    ask().fails(status(429, { retryAfterMs: 50 * second }));
    await clock.advance(50 * second - 1);
    assert.equal(breaker.maySend(false), false);
    await clock.advance(1);
    assert.equal(breaker.maySend(false), true);
    ask().fails(status(503, { retryAfterMs: 86_400 * second }));
    assert.deepEqual(rests, [50 * second, 60 * minute]);
  });

  it('sends no more than one request for each step, however fast the user types', async () => {
    assert.equal(await setUp().typeWhileItFails(status(500), 10 * minute), 10);
    assert.equal(await setUp().typeWhileItFails(status(401), 10 * minute), 2);
    assert.equal(await setUp().typeWhileItFails(new ConnectionError('dns', message('')), minute), 12);
  });

  it('lets explicit requests pass at once, and closes when one works', () => {
    const { breaker, ask } = setUp();
    ask().fails(status(401));
    assert.equal(breaker.maySend(true), true);
    ask(true).works();
    assert.equal(breaker.maySend(false), true);
  });

  it('sends one request after a pause, and more once that one works', async () => {
    const { clock, breaker, ask } = setUp();
    ask().fails(status(500));
    await clock.advance(jittered(2 * second));
    const probe = ask();
    assert.equal(breaker.maySend(false), false);
    probe.works();
    assert.equal(breaker.maySend(false), true);
    ask().fails(status(500));
    await clock.advance(jittered(2 * second));
    assert.equal(breaker.maySend(false), true);
  });

  it('pauses again when a key ended the probe before its result', async () => {
    const { clock, breaker, rests, ask } = setUp();
    ask().fails(status(500));
    await clock.advance(jittered(2 * second));
    ask().isContradicted();
    assert.equal(breaker.maySend(false), false);
    await clock.advance(jittered(2 * second));
    ask().isContradicted(200); // text had come
    assert.equal(breaker.maySend(false), true);
    assert.deepEqual(rests, [2_200, 2_200]);
  });

  it('counts simultaneous requests as one failure', async () => {
    const { clock, rests, ask } = setUp();
    const [one, two] = [ask(), ask()];
    await clock.advance(second);
    one.fails(status(500));
    two.fails(status(500));
    assert.deepEqual(rests, [2_200]);
  });

  it('ignores the success of a request that began before the failure', async () => {
    const { clock, breaker, said, ask } = setUp();
    const [fill, ghostText] = [ask(true), ask(true)];
    await clock.advance(100);
    const typed = ask();
    await clock.advance(100);
    typed.fails(status(429, { retryAfterMs: minute }));
    await clock.advance(second);
    fill.works();
    ghostText.isContradicted(200);
    assert.deepEqual([breaker.maySend(false), said.works], [false, 0]);
    await clock.advance(minute - second - 1);
    assert.equal(breaker.maySend(false), false);
    await clock.advance(1);
    assert.equal(breaker.maySend(false), true);
    ask().works();
    assert.deepEqual([breaker.maySend(false), said.works], [true, 1]);
  });

  it('closes after a later probe, but not after one that began before an explicit request failed', async () => {
    const { clock, breaker, ask } = setUp();
    ask().fails(status(500));
    await clock.advance(jittered(2 * second));
    const probe = ask();
    await clock.advance(100);
    ask(true).fails(status(429, { retryAfterMs: minute }));
    probe.works();
    assert.equal(breaker.maySend(false), false);
    await clock.advance(minute);
    ask().works();
    assert.equal(breaker.maySend(false), true);
  });

  it('does not count requests that were not sent, or were ended by a key, as failures', () => {
    const { breaker, ask } = setUp();
    ask().fails(new RequestError('temperature', message('too warm')));
    ask().isContradicted();
    assert.equal(breaker.maySend(false), true);
  });

  it('starts again with another key', () => {
    const { breaker, ask } = setUp();
    const old = ask();
    ask().fails(status(401));
    breaker.reset();
    assert.equal(breaker.maySend(false), true);
    old.fails(status(401)); // with the old key
    assert.equal(breaker.maySend(false), true);
  });

  it('pauses for a minute when the rate limit is reached', () => {
    const { breaker, rests, ask } = setUp();
    const last = ask();
    breaker.onRateLimits({ requests: [{ limit: 60, remaining: 0, windowMs: minute }], tokens: [] });
    last.fails(status(429, { retryAfterMs: 5 * second }));
    assert.deepEqual(rests, [minute]);
  });

  it("spreads the rest of a minute's requests before the rate limit is reached", async () => {
    const { clock, breaker, ask } = setUp();
    const limited = (requests: number | null, tokens: number | null = null) =>
      breaker.onRateLimits({
        requests: requests === null ? [] : [{ limit: 600, remaining: requests, windowMs: minute }],
        tokens: tokens === null ? [] : [{ limit: 10_000, remaining: tokens, windowMs: minute }],
      });
    ask().works();
    limited(150, 2_500);
    assert.equal(breaker.maySend(false), true);
    limited(11);
    assert.equal(breaker.maySend(false), false);
    assert.equal(breaker.maySend(true), true);
    await clock.advance(5 * second);
    assert.equal(breaker.maySend(false), true);
    limited(0);
    await clock.advance(minute - 5 * second - 1);
    assert.equal(breaker.maySend(false), false);
    await clock.advance(1);
    assert.equal(breaker.maySend(false), true);
    ask().works(); // 100 tokens
    limited(600, 500);
    await clock.advance(10 * second - 1);
    assert.equal(breaker.maySend(false), false);
    await clock.advance(1);
    assert.equal(breaker.maySend(false), true);
    ask().works();
    limited(null, 10_000);
    assert.equal(breaker.maySend(false), true);
  });

  it('keeps to the rate limits that it knows after a response without any, until it is reset', () => {
    const { breaker, ask } = setUp();
    ask().works();
    breaker.onRateLimits({ requests: [{ limit: 60, remaining: 59, windowMs: minute }], tokens: [] });
    breaker.onRateLimits({ requests: [], tokens: [] });
    assert.equal(breaker.spacingLeft(false), second);
    breaker.reset();
    assert.equal(breaker.spacingLeft(false), 0);
  });

  const small: [name: string, limit: number, windowMs: number, spacing: number][] = [
    ['about one a second', 60, minute, second],
    ['one a second', 1, second, second],
    ['five a minute', 5, minute, 12 * second],
    ['two a second', 2, second, 500],
    ['many a minute', 300, minute, 0],
    ['no allowance', 0, minute, 0],
  ];
  for (const [name, limit, windowMs, spacing] of small) {
    it(`spaces the requests of a limit that is small, from the first answer on: ${name}`, async () => {
      const { clock, breaker, ask } = setUp();
      ask().works();
      breaker.onRateLimits({ requests: [{ limit, remaining: limit, windowMs }], tokens: [] });
      assert.equal(breaker.spacingLeft(false), spacing);
      assert.equal(breaker.maySend(false), spacing === 0);
      await clock.advance(spacing);
      assert.deepEqual([breaker.spacingLeft(false), breaker.maySend(false)], [0, true]);
    });
  }

  it('spaces explicit requests only where they wait no longer than a second', () => {
    const { breaker, ask } = setUp();
    ask().works();
    breaker.onRateLimits({ requests: [{ limit: 60, remaining: 60, windowMs: minute }], tokens: [] });
    assert.equal(breaker.spacingLeft(true), second);
    breaker.onRateLimits({ requests: [{ limit: 5, remaining: 5, windowMs: minute }], tokens: [] });
    assert.equal(breaker.spacingLeft(true), 0);
  });
});
