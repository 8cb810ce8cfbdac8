import assert from 'node:assert/strict';
import { type RateLimits, readRateLimits } from '../../../src/mistral/rateLimits.ts';
import { answering, client, json, read, REQUEST } from '../../support/client.ts';

const all = {
  'x-ratelimit-limit-req-minute': '60',
  'x-ratelimit-remaining-req-minute': '7',
  'x-ratelimit-limit-tokens-minute': '500000',
  'x-ratelimit-remaining-tokens-minute': '0',
};

describe('rate limits', () => {
  const minute = { requests: [], tokens: [{ limit: 500_000, remaining: 0, windowMs: 60_000 }] };
  const both: RateLimits = { ...minute, requests: [{ limit: 60, remaining: 7, windowMs: 60_000 }] };
  const none: RateLimits = { requests: [], tokens: [] };
  const cases: [name: string, headers: Record<string, string>, limits: RateLimits][] = [
    ['both', all, both],
    ['none', {}, none],
    ['one without its limit', { 'x-ratelimit-remaining-req-minute': '7' }, none],
    [
      'values that are not numbers',
      { 'x-ratelimit-limit-req-minute': 'many', 'x-ratelimit-remaining-req-minute': '-1' },
      none,
    ],
    [
      'by the second',
      { 'x-ratelimit-limit-req-second': '1', 'x-ratelimit-remaining-req-second': '0' },
      { requests: [{ limit: 1, remaining: 0, windowMs: 1_000 }], tokens: [] },
    ],
    [
      "by a gateway's names",
      { 'X-RateLimit-Limit-Second': '1', 'X-RateLimit-Remaining-Second': '1' },
      { requests: [{ limit: 1, remaining: 1, windowMs: 1_000 }], tokens: [] },
    ],
  ];
  for (const [name, headers, limits] of cases) {
    it(`are read from headers: ${name}`, () => assert.deepEqual(readRateLimits(new Headers(headers)), limits));
  }

  it('are reported with each successful response', async () => {
    const reported: RateLimits[] = [];
    const good = json({ choices: [{ index: 0, message: { content: 'ab' }, finish_reason: 'stop' }] }, 200, all);
    const { fetch } = answering(good, json({}, 500, all));
    const mistral = client(fetch, { onRateLimits: (limits) => reported.push(limits) });
    assert.equal((await read(mistral.stream(REQUEST))).text, 'ab');
    assert.ok((await read(mistral.stream(REQUEST))).error);
    assert.deepEqual(reported, [both]);
  });

  it('are reported of completions only', async () => {
    const reported: RateLimits[] = [];
    const { fetch } = answering(json({ data: [] }, 200, all));
    await client(fetch, { onRateLimits: (limits) => reported.push(limits) }).models();
    assert.deepEqual(reported, []);
  });
});
