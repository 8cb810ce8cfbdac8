import assert from 'node:assert/strict';
import { timeoutsAt } from '../../../src/mistral/timeouts.ts';

describe('the time limits of an endpoint', () => {
  const cases: [endpoint: string, headersMs: number, firstTextMs: number][] = [
    ['https://api.mistral.ai', 12_000, 8_000],
    ['https://localhost.example.com', 12_000, 8_000],
    ['http://localhost:11434', 64_000, 60_000],
    ['http://127.0.0.1:8080/base', 64_000, 60_000],
    ['https://[::1]', 64_000, 60_000],
  ];
  for (const [endpoint, headersMs, firstTextMs] of cases) {
    it(`leave ${headersMs / 1_000} s to the first byte: ${endpoint}`, () => {
      const limits = timeoutsAt(endpoint);
      assert.deepEqual([limits.headersMs, limits.firstTextMs], [headersMs, firstTextMs]);
    });
  }
});
