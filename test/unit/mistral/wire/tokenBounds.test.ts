import assert from 'node:assert/strict';
import { isPossible } from '../../../../src/mistral/wire/tokenBounds.ts';

const request = { prompt: 'const x = ', suffix: ';\n', max_tokens: 64 };

function possible(promptTokens: number, completionTokens: number, cachedTokens = 0, more: object = {}): boolean {
  const usage = { promptTokens, completionTokens, cachedTokens, totalTokens: promptTokens + completionTokens };
  return isPossible(usage, { request, received: 'bar(1)', isLimited: true, ...more });
}

describe('reported tokens', () => {
  it('are possible up to a token for each byte sent, and max_tokens for the answer', () => {
    assert.ok(possible(5, 3));
    assert.ok(possible(12, 64));
    assert.ok(possible(0, 0));
    assert.ok(!possible(500, 3));
    assert.ok(!possible(5, 65));
    assert.ok(!possible(Number.MAX_SAFE_INTEGER, 3));
    assert.ok(!possible(5, Number.MAX_SAFE_INTEGER));
  });

  it('may be more than the characters of a script whose characters have several bytes', () => {
    const amharic = { ...request, prompt: 'ሰላም'.repeat(20) };
    assert.ok(possible(150, 3, 0, { request: amharic }));
    assert.ok(!possible(500, 3, 0, { request: amharic }));
  });

  it('may be more than a short text has bytes, where the host puts it into the template of a chat', () => {
    assert.ok(possible(60, 3, 0, { request: { prompt: 'const x =', suffix: '', max_tokens: 64 } }));
  });

  it('are impossible with more cached tokens than there are', () => {
    assert.ok(possible(5, 3, 5));
    assert.ok(!possible(5, 3, 6));
  });

  it('are bounded by the answer where the host does not take max_tokens', () => {
    assert.ok(possible(5, 100, 0, { isLimited: false, received: 'x'.repeat(300) }));
    assert.ok(!possible(5, 100, 0, { isLimited: false, received: 'bar(1)' }));
    assert.ok(!possible(5, 100, 0, { request: { ...request, max_tokens: null } }));
  });
});
